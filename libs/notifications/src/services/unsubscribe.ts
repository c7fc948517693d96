import type { EventClass, Locale, UNSUBSCRIBE_SCOPES, UnsubscribeView } from '#contracts';
import { textIn } from '#domain';
import { newId } from '#platform';
import type pg from 'pg';
import { CATALOGUES, fill } from '../text/languages.js';
import { noticeParamsSchema } from '../text/params.js';
import { deliveryOfToken, isTokenOf } from '../unsubscribe/token.js';

type Db = Pick<pg.Pool, 'query'>;
export type UnsubscribeScope = (typeof UNSUBSCRIBE_SCOPES)[number];

interface Link {
  readonly deliveryId: string;
  readonly userId: string;
  readonly linkKey: Buffer;
  readonly locale: Locale;
  /** Null: of a digest. */
  readonly stream: string | null;
  readonly eventClass: EventClass | null;
  readonly params: unknown;
}

const FIND = `
  SELECT d.id AS "deliveryId", r.user_id AS "userId", r.link_key AS "linkKey", r.locale, n.stream,
    n.event_class AS "eventClass", n.params
  FROM notify.delivery d JOIN notify.recipient r ON r.user_id = d.recipient_id
  LEFT JOIN notify.notification n ON n.id = d.notification_id
  WHERE d.id = $1`;

const STOP = `
  INSERT INTO notify.preference (id, user_id, scope, channel, level) VALUES ($1, $2, $3, 'email', 'stop')
  ON CONFLICT ON CONSTRAINT preference_once DO UPDATE SET level = 'stop', updated_at = now()
  WHERE notify.preference.level IS DISTINCT FROM 'stop'`;

/**
 * Leaving through the link of a mail: no login, nothing changes by looking (programs follow links too), and doing
 * it twice is the same as once (RFC 8058). It ends mail only; the inbox goes on.
 */
export class Unsubscribe {
  constructor(private readonly db: Db) {}

  /** What the link is about; undefined for a token that is none. */
  async view(token: string): Promise<UnsubscribeView | undefined> {
    const link = await this.#find(token);
    if (link === undefined) return undefined;
    const { unsubscribe } = CATALOGUES[link.locale];
    const params = noticeParamsSchema.safeParse(link.params);
    const title = params.success ? textIn(params.data.titles, link.locale) : '';
    return {
      locale: link.locale,
      record: link.stream === null ? null : { stream: link.stream },
      eventClass: link.eventClass,
      scopes: scopesOf(link),
      stopped: await this.#stopped(link),
      texts: { ...unsubscribe, record: fill(CATALOGUES[link.locale], unsubscribe.record, { title }) },
    };
  }

  /** Ends mail about the record, of this kind of news (but for critical news), or altogether; of a digest altogether. */
  async apply(token: string, scope: UnsubscribeScope): Promise<UnsubscribeView | undefined> {
    const link = await this.#find(token);
    if (link === undefined) return undefined;
    await this.db.query(STOP, [newId(), link.userId, scopeOf(link, scope)]);
    return this.view(token);
  }

  async #find(token: string): Promise<Link | undefined> {
    const deliveryId = deliveryOfToken(token);
    if (deliveryId === undefined) return undefined;
    const { rows } = await this.db.query<Link>(FIND, [deliveryId]);
    const [link] = rows;
    return link !== undefined && isTokenOf(token, deliveryId, link.linkKey) ? link : undefined;
  }

  async #stopped(link: Link): Promise<UnsubscribeScope[]> {
    const { rows } = await this.db.query<{ scope: string }>(
      `SELECT scope FROM notify.preference
       WHERE user_id = $1 AND channel = 'email' AND level = 'stop' ORDER BY scope`,
      [link.userId],
    );
    const stopped = new Set(rows.map(({ scope }) => scope));
    return scopesOf(link).filter((scope) => stopped.has(scopeOf(link, scope)));
  }
}

const scopesOf = ({ stream }: Link): UnsubscribeScope[] =>
  stream === null ? ['all'] : ['record', 'class', 'all'];

function scopeOf(link: Link, scope: UnsubscribeScope): string {
  if (link.stream === null || link.eventClass === null) return 'all';
  switch (scope) {
    case 'record':
      return `record:${link.stream}`;
    case 'class':
      return `event-class:${link.eventClass}`;
    case 'all':
      return 'all';
  }
}
