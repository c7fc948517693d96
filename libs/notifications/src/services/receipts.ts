import type { CommandPreview } from '#contracts';
import type pg from 'pg';

type Told = CommandPreview['told'][number];

interface Row {
  readonly event_id: string;
  readonly channel: string;
  readonly recipients: number;
  readonly all_recipients: number;
  readonly last_at: Date | null;
}

const RECEIPTS = `
  WITH received AS (
    SELECT n.event_id, d.channel, d.recipient_id, d.accepted_at
    FROM notify.notification n JOIN notify.delivery d ON d.notification_id = n.id
    WHERE n.event_id = ANY ($1) AND d.state IN ('accepted', 'delivered')
  )
  SELECT event_id, channel, count(DISTINCT recipient_id)::int AS recipients, max(accepted_at) AS last_at,
    (SELECT count(DISTINCT r.recipient_id)::int FROM received r WHERE r.event_id = received.event_id) AS all_recipients
  FROM received GROUP BY event_id, channel ORDER BY event_id, channel`;

/** Who received the notices of events: those whom a correction of it must reach. */
export class Receipts {
  constructor(private readonly db: Pick<pg.Pool, 'query'>) {}

  /** Counts for each event, in the order given; events that nobody was told of count nobody. */
  async of(eventIds: readonly string[]): Promise<Told[]> {
    if (eventIds.length === 0) return [];
    const { rows } = await this.db.query<Row>({ name: 'receipts', text: RECEIPTS, values: [eventIds] });
    return eventIds.map((eventId) => {
      const own = rows.filter((row) => row.event_id === eventId);
      const last = own.flatMap(({ last_at: at }) => (at === null ? [] : [at.toISOString()])).sort();
      return {
        eventId,
        recipients: own[0]?.all_recipients ?? 0,
        byChannel: Object.fromEntries(own.map(({ channel, recipients }) => [channel, recipients])),
        lastAt: last.at(-1) ?? null,
      };
    });
  }
}
