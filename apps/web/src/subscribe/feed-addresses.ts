import type { Params } from '../api/client.js';
import { api } from '../app/api.js';

const FILES = { atom: 'feed.atom', json: 'feed.json', calendar: 'calendar.ics' } as const;
export type FeedName = keyof typeof FILES;

/** Address of a feed below `path` of the API, for programs elsewhere. */
export const feedAddress = (name: FeedName, path: string, params: Params): string =>
  `${location.origin}${api.address(`${path}/${FILES[name]}`, params)}`;
