import type { ChannelName, Delivery, DeliveryAttempt, DeliveryPage, DeliveryState } from '#contracts';
import type pg from 'pg';
import { DIGEST_DEAD } from '../delivery/marked-items.js';
import { DIGEST_HOLD } from '../planner/plan.js';
import { decodeTime, encodeTime } from './cursor.js';

type Db = Pick<pg.Pool, 'query'>;

export interface DeliveryQuery {
  /** Absent: of everybody. */
  readonly recipientId?: string | undefined;
  readonly state?: DeliveryState | undefined;
  readonly channel?: ChannelName | undefined;
  readonly eventId?: string | undefined;
  readonly stream?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export type ReplayResult =
  | { readonly kind: 'replayed'; readonly delivery: Delivery }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-dead'; readonly state: DeliveryState };

type Times = 'nextAt' | 'createdAt' | 'acceptedAt' | 'digestAt';
interface DeliveryRow extends Omit<Delivery, Times | 'attempts'> {
  readonly nextAt: Date;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly digestAt: Date | null;
  /** Microseconds since 1970. */
  readonly at: string;
}

interface AttemptRow extends Omit<DeliveryAttempt, 'startedAt' | 'endedAt'> {
  readonly deliveryId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

const COLUMNS = `
  d.id, d.recipient_id AS "recipientId", d.channel, n.event_id AS "eventId", n.stream, n.event_class AS "eventClass",
  coalesce(n.rule_id, 'digest') AS message, coalesce(n.critical, false) AS critical, w.closes_at AS "digestAt", d.state, d.reason, d.hold_reason AS "holdReason", d.decided_by AS "decidedBy",
  d.gen, d.attempt, d.next_at AS "nextAt", d.created_at AS "createdAt", d.accepted_at AS "acceptedAt",
  (extract(epoch FROM d.created_at) * 1000000)::bigint::text AS at`;

const FROM = `
  FROM notify.delivery d LEFT JOIN notify.notification n ON n.id = d.notification_id
  LEFT JOIN notify.digest_item i ON i.delivery_id = d.id
  LEFT JOIN notify.digest_window w ON w.id = coalesce(i.window_id, d.digest_window_id)`;

const LIST = `
  SELECT ${COLUMNS} ${FROM}
  WHERE ($1::uuid IS NULL OR d.recipient_id = $1) AND ($2::text IS NULL OR d.state = $2)
    AND ($3::text IS NULL OR d.channel = $3) AND ($4::uuid IS NULL OR n.event_id = $4)
    AND ($5::text IS NULL OR n.stream = $5)
    AND ($6::bigint IS NULL OR (d.created_at, d.id) < (timestamptz 'epoch' + $6 * interval '1 microsecond', $7::uuid))
  ORDER BY d.created_at DESC, d.id DESC LIMIT $8`;

const FIND = `SELECT ${COLUMNS} ${FROM} WHERE d.id = $1`;

const ATTEMPTS = `
  SELECT delivery_id AS "deliveryId", gen, attempt, started_at AS "startedAt", ended_at AS "endedAt", outcome, code,
    latency_ms AS "latencyMs", note
  FROM notify.delivery_attempt WHERE delivery_id = ANY ($1) ORDER BY delivery_id, gen, attempt`;

// `gen` goes up: Message-ID and job are new, so that nothing on the way takes it for the one that failed.
const REPLAY = `
  WITH replayed AS (
    UPDATE notify.delivery SET state = 'planned', gen = gen + 1, attempt = 0, reason = NULL, next_at = now(),
      enqueued_at = NULL, lease_until = NULL, replayed_at = now(), replayed_by = $2
    WHERE id = $1 AND state = 'dead'
    RETURNING digest_window_id
  ), with_it AS (
    UPDATE notify.delivery d SET state = 'held', hold_reason = '${DIGEST_HOLD}', reason = NULL
    FROM replayed JOIN notify.digest_item i ON i.window_id = replayed.digest_window_id
    WHERE d.id = i.delivery_id AND d.state = 'dead' AND d.reason = '${DIGEST_DEAD}'
  )
  SELECT FROM replayed`;

/** What became of each notice to each person. */
export class Deliveries {
  constructor(private readonly db: Db) {}

  /**
   * The newest first. `state: 'dead'` gives the dead letters.
   * @throws InvalidCursor
   */
  async list(query: DeliveryQuery): Promise<DeliveryPage> {
    const place = query.after === undefined ? undefined : decodeTime(query.after);
    const { recipientId = null, state = null, channel = null, eventId = null, stream = null, limit } = query;
    const filters = [recipientId, state, channel, eventId, stream];
    const values = [...filters, place?.at ?? null, place?.id ?? null, limit + 1];
    const { rows } = await this.db.query<DeliveryRow>(LIST, values);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.#withAttempts(shown),
      next: rows.length > limit && last !== undefined ? encodeTime(last) : null,
    };
  }

  /** One delivery; undefined when there is none, or none of this recipient. */
  async find(
    id: string,
    owner: { readonly recipientId?: string | undefined } = {},
  ): Promise<Delivery | undefined> {
    const { rows } = await this.db.query<DeliveryRow>(FIND, [id]);
    const [row] = rows;
    if (row === undefined) return undefined;
    if (owner.recipientId !== undefined && row.recipientId !== owner.recipientId) return undefined;
    return (await this.#withAttempts([row]))[0];
  }

  /** Sends a dead letter once more, as a new message, with all its attempts. Asked twice it happens once. */
  async replay(id: string, actorId: string): Promise<ReplayResult> {
    const { rowCount } = await this.db.query(REPLAY, [id, actorId]);
    const delivery = await this.find(id);
    if (delivery === undefined) return { kind: 'not-found' };
    return rowCount === 1 ? { kind: 'replayed', delivery } : { kind: 'not-dead', state: delivery.state };
  }

  async #withAttempts(rows: readonly DeliveryRow[]): Promise<Delivery[]> {
    const ids = rows.map(({ id }) => id);
    const { rows: attempts } = await this.db.query<AttemptRow>(ATTEMPTS, [ids]);
    return rows.map(({ at: _, ...row }) => ({
      ...row,
      nextAt: isOpen(row.state) ? row.nextAt.toISOString() : null,
      createdAt: row.createdAt.toISOString(),
      acceptedAt: row.acceptedAt?.toISOString() ?? null,
      digestAt: row.digestAt?.toISOString() ?? null,
      attempts: attempts.filter(({ deliveryId }) => deliveryId === row.id).map(attemptOf),
    }));
  }
}

const isOpen = (state: DeliveryState): boolean => state === 'planned' || state === 'sending';

const attemptOf = ({ deliveryId: _, startedAt, endedAt, ...rest }: AttemptRow): DeliveryAttempt => ({
  ...rest,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt.toISOString(),
});
