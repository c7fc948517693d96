import { z } from 'zod';
import { localeShape } from '../notifications/words.js';
import { registerQueryShape } from './register.js';

const lang = { lang: localeShape.default('en').meta({ description: 'Language of the texts' }) };

export const recordFeedQueryShape = z.strictObject(lang);
export type RecordFeedQuery = z.infer<typeof recordFeedQueryShape>;

/** The filters of the list, as it is now. */
export const feedQueryShape = registerQueryShape
  .omit({
    sort: true,
    limit: true,
    cursor: true,
    around: true,
    minPosition: true,
    knownAt: true,
    validAt: true,
  })
  .extend(lang);
export type FeedQuery = z.infer<typeof feedQueryShape>;
