import type { EventClass, InboxItem, InboxPage, Locale, MarkReadAnswer, MarkReadRequest } from '#contracts';
import type pg from 'pg';
import { noticeParamsSchema } from '../text/params.js';
import { isNoticeKey, renderNotice } from '../text/render.js';
import { recordUrl } from '../text/urls.js';
import { decodePosition, encodePosition } from './cursor.js';

type Db = Pick<pg.Pool, 'query'>;

export interface InboxQuery {
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  readonly unreadOnly?: boolean | undefined;
}

interface InboxRow {
  readonly id: string;
  readonly position: bigint;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly eventId: string;
  readonly ruleId: string;
  readonly stream: string;
  readonly eventClass: EventClass;
  readonly critical: boolean;
  readonly params: unknown;
  readonly recordedAt: Date;
}

const LIST = `
  SELECT i.delivery_id AS id, i.position, i.created_at AS "createdAt", i.read_at AS "readAt", n.event_id AS "eventId",
    n.rule_id AS "ruleId", n.stream, n.event_class AS "eventClass", n.critical, n.params, n.recorded_at AS "recordedAt"
  FROM notify.inbox i JOIN notify.notification n ON n.id = i.notification_id
  WHERE i.user_id = $1 AND ($2::bigint IS NULL OR (i.position, i.delivery_id) < ($2, $3::uuid))
    AND (NOT $4 OR i.read_at IS NULL)
  ORDER BY i.position DESC, i.delivery_id DESC LIMIT $5`;

const MARK =
  'UPDATE notify.inbox SET read_at = now() WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR delivery_id = ANY ($2))';

/** What a person was told inside the product, the newest first. */
export class Inbox {
  constructor(
    private readonly db: Db,
    private readonly baseUrl: string,
  ) {}

  /**
   * One page in the person's language.
   * @throws InvalidCursor
   */
  async list(userId: string, { after, limit, unreadOnly = false }: InboxQuery): Promise<InboxPage> {
    const place = after === undefined ? undefined : decodePosition(after);
    const locale = await this.#locale(userId);
    const values = [userId, place?.position ?? null, place?.id ?? null, unreadOnly, limit + 1];
    const { rows } = await this.db.query<InboxRow>(LIST, values);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.flatMap((row) => this.#item(row, locale)),
      unread: await this.unread(userId),
      next: rows.length > limit && last !== undefined ? encodePosition(last) : null,
    };
  }

  /** How many items the person has not read. */
  async unread(userId: string): Promise<number> {
    const { rows } = await this.db.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM notify.inbox WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return rows[0]?.count ?? 0;
  }

  /** Marks items of this person as read; those of others and those already read are left alone. */
  async markRead(userId: string, request: MarkReadRequest): Promise<MarkReadAnswer> {
    const { rowCount } = await this.db.query(MARK, [userId, 'ids' in request ? request.ids : null]);
    return { marked: rowCount ?? 0, unread: await this.unread(userId) };
  }

  async #locale(userId: string): Promise<Locale> {
    const { rows } = await this.db.query<{ locale: Locale }>(
      'SELECT locale FROM notify.recipient WHERE user_id = $1',
      [userId],
    );
    return rows[0]?.locale ?? 'en';
  }

  #item(row: InboxRow, locale: Locale): InboxItem[] {
    const params = noticeParamsSchema.safeParse(row.params);
    if (!isNoticeKey(row.ruleId) || !params.success) return [];
    const { title, subject, text } = renderNotice(locale, row.ruleId, params.data);
    const { eventId, eventClass, critical, stream } = row;
    const url = recordUrl(this.baseUrl, stream);
    return [
      {
        id: row.id,
        notice: {
          eventId,
          position: row.position.toString(),
          record: { stream, publicId: params.data.publicId || null, title, url },
          eventClass,
          critical,
          subject,
          text,
          recordedAt: row.recordedAt.toISOString(),
        },
        createdAt: row.createdAt.toISOString(),
        readAt: row.readAt?.toISOString() ?? null,
      },
    ];
  }
}
