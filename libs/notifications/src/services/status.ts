import { CHANNELS, type ChannelName, type NotificationStatus } from '#contracts';
import type pg from 'pg';
import { readCheckpoint } from '../planner/subscription.js';

type Db = Pick<pg.Pool, 'query'>;
type ChannelStatus = NotificationStatus['channels'][number];

const OPEN = `
  SELECT channel,
    count(*) FILTER (WHERE state = 'planned' AND next_at <= now())::integer AS due,
    extract(epoch FROM now() - min(next_at) FILTER (WHERE next_at <= now() AND (lease_until IS NULL OR lease_until < now())))::double precision AS "oldestDueSeconds",
    count(*) FILTER (WHERE state = 'planned' AND next_at > now())::integer AS "waitingForRetry",
    count(*) FILTER (WHERE state = 'sending')::integer AS sending
  FROM notify.delivery WHERE state IN ('planned', 'sending') AND hold_reason IS NULL GROUP BY channel ORDER BY channel`;

const HELD = `
  SELECT channel, count(*)::integer AS held FROM notify.delivery
  WHERE hold_reason IS NOT NULL GROUP BY channel ORDER BY channel`;

const DEAD =
  "SELECT channel, count(*)::integer AS dead FROM notify.delivery WHERE state = 'dead' GROUP BY channel ORDER BY channel";

const LOG = `
  SELECT h.position AS head, (SELECT count(*)::integer FROM notify.notification WHERE NOT fanout_done) AS unfinished
  FROM es.log_head h`;

/** How far telling people is behind, and what waits: for readiness, metrics and the command line. */
export class Status {
  constructor(private readonly db: Db) {}

  async read(): Promise<NotificationStatus> {
    const checkpoint = await readCheckpoint(this.db);
    const log = await this.db.query<{ head: bigint; unfinished: number }>(LOG);
    const head = log.rows[0]?.head ?? 0n;
    const open = await this.#byChannel<Pick<ChannelStatus, 'due' | 'sending'>>(OPEN);
    const held = await this.#byChannel<Pick<ChannelStatus, 'held'>>(HELD);
    const dead = await this.#byChannel<Pick<ChannelStatus, 'dead'>>(DEAD);
    return {
      position: checkpoint?.position.toString() ?? null,
      lag: checkpoint === undefined ? null : (head - checkpoint.position).toString(),
      unfinishedFanOuts: log.rows[0]?.unfinished ?? 0,
      channels: CHANNELS.map((channel) => ({
        ...{ due: 0, oldestDueSeconds: null, waitingForRetry: 0, sending: 0, held: 0, dead: 0 },
        ...open.get(channel),
        ...held.get(channel),
        ...dead.get(channel),
        channel,
      })),
    };
  }

  async #byChannel<Row extends object>(statement: string): Promise<Map<ChannelName, Row>> {
    const { rows } = await this.db.query<Row & { channel: ChannelName }>(statement);
    return new Map(rows.map((row) => [row.channel, row]));
  }
}
