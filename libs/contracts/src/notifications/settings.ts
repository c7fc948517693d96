import { z } from 'zod';
import { channelShape, eventClassShape, localeShape, timeShape } from './words.js';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
};

/** Where and how one person is told. Kept outside the log: it is personal data. */
export const noticeSettingsShape = z
  .strictObject({
    email: z
      .email()
      .max(254)
      .nullable()
      .meta({ description: 'null: no mail', example: 'aigerim@example.org' }),
    locale: localeShape,
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, { error: 'is no IANA time zone' })
      .meta({ example: 'Asia/Almaty' }),
    notifyOwnActs: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether one is told of what one recorded oneself' }),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof noticeSettingsShape>;

/** What a preference is about. */
export const preferenceScopeShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('record'), key: z.string().max(200) }),
    z.strictObject({ kind: z.literal('event-class'), key: eventClassShape }),
  ])
  .meta({ id: 'PreferenceScope' });
export type PreferenceScope = z.infer<typeof preferenceScopeShape>;

export const preferenceShape = z
  .object({
    scope: preferenceScopeShape,
    channel: channelShape,
    level: z.enum(['on', 'off', 'stop']).meta({
      description:
        'off: critical news of followed records still comes; stop: set by an unsubscribe link, nothing comes',
    }),
    updatedAt: timeShape,
  })
  .meta({ id: 'Preference' });
export type Preference = z.infer<typeof preferenceShape>;

export const preferenceListShape = z
  .object({ items: z.array(preferenceShape) })
  .meta({ id: 'PreferenceList' });
export type PreferenceList = z.infer<typeof preferenceListShape>;

/** Body of `PUT /api/me/preferences`; level null forgets the preference, also one set by a link. */
export const preferenceRequestShape = z
  .strictObject({
    scope: preferenceScopeShape,
    channel: channelShape,
    level: z.enum(['on', 'off']).nullable(),
  })
  .meta({ id: 'PreferenceRequest' });
export type PreferenceRequest = z.infer<typeof preferenceRequestShape>;
