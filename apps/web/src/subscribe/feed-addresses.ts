import { basePath } from '../app/api.js';

const FILES = { atom: 'feed.atom', json: 'feed.json', calendar: 'calendar.ics' } as const;
export type FeedName = keyof typeof FILES;

/** Address of a feed below `path` of the API, for programs elsewhere. */
export function feedAddress(
  name: FeedName,
  path: string,
  params: Readonly<Record<string, string | undefined>>,
): string {
  const address = new URL(`${basePath}api${path}/${FILES[name]}`, location.origin);
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) address.searchParams.set(key, value);
  }
  return address.href;
}
