import { Feed } from 'feed';
import type { Locale } from '#contracts';
import { newsInWords, recordUrl, type News } from '#notifications';
import { escapeHtml } from '../http/html.js';

const MOST_ENTRIES = 50;

/** Where a document stands, what it is called, and what it tells. */
export interface FeedInput {
  readonly locale: Locale;
  readonly title: string;
  /** Address of the product, without a slash at the end. */
  readonly baseUrl: string;
  /** Address of the page that tells more. */
  readonly page: string;
  /** Its own address. */
  readonly self: string;
  readonly news: readonly News[];
}

interface Entry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly recordedAt: Date;
  readonly updatedAt: Date;
}

/** JSON Feed 1.1 (https://jsonfeed.org/version/1.1). */
export function jsonFeed(input: FeedInput): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    ...{ title: input.title, home_page_url: input.page, feed_url: input.self, language: input.locale },
    items: entriesOf(input).map(({ id, url, title, text, recordedAt, updatedAt }) => ({
      ...{ id, url, title, content_text: text },
      ...{ date_published: recordedAt.toISOString(), date_modified: updatedAt.toISOString() },
    })),
  });
}

/** Atom (RFC 4287). Titles and texts are HTML there. */
export function atomFeed(input: FeedInput): string {
  const entries = entriesOf(input);
  const updated = new Date(Math.max(0, ...entries.map(({ updatedAt }) => updatedAt.getTime())));
  const feed = new Feed({
    ...{ id: input.self, link: input.page, title: input.title, language: input.locale },
    ...{ updated, copyright: '', generator: 'Agreement Tracker', feedLinks: { atom: input.self } },
    author: { name: 'Agreement Tracker' },
  });
  for (const { id, url, title, text, recordedAt, updatedAt } of entries) {
    feed.addItem({
      ...{ id, link: url, title: escapeHtml(title), date: updatedAt, published: recordedAt },
      content: escapeHtml(text).replaceAll('\n', '<br>'),
    });
  }
  return feed.atom1();
}

/** The newest changes, each under the address of its event for ever. */
function entriesOf({ news, locale, baseUrl }: FeedInput): Entry[] {
  return [...news]
    .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || (a.eventId < b.eventId ? 1 : -1))
    .slice(0, MOST_ENTRIES)
    .map((one) => {
      const url = `${recordUrl(baseUrl, one.stream)}#event-${one.eventId}`;
      const { recordedAt, updatedAt } = one;
      return { id: `urn:uuid:${one.eventId}`, url, recordedAt, updatedAt, ...newsInWords(locale, one) };
    });
}
