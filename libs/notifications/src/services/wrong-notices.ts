import type { WrongNoticePage, WrongNoticesQuery } from '#contracts';
import type pg from 'pg';

type Answer = WrongNoticePage['items'][number];
/** The record by kind and id: how it is called is not known here. */
export type WrongNotice = Omit<Answer, 'record'> & {
  readonly record: Pick<Answer['record'], 'aggregate' | 'id'>;
};

interface Row extends Omit<WrongNotice, 'recordedAt' | 'by' | 'record' | 'told' | 'correction'> {
  readonly recorded_at: Date;
  readonly actor: Answer['by'];
  readonly aggregate: WrongNotice['record']['aggregate'];
  readonly id: string;
  readonly notices: number;
  readonly people: number;
  readonly last_at: Date;
  readonly reached: number;
  readonly open: number;
  readonly failed: number;
  readonly withheld: number;
  readonly missing: number;
}

// What a notice that went out became of: the same person is told the correction on the same channel. A correction that was
// given up and sent anew stands once, by its best state.
const PAGE = `
  SELECT a.position::text AS position, a.type, a.recorded_at, a.body::jsonb -> 'actor' AS actor,
    target.type AS "targetType", split_part(a.stream, '-', 1) AS aggregate,
    substr(a.stream, strpos(a.stream, '-') + 1) AS id, told.*
  FROM es.all_events a
  JOIN es.all_events target
    ON target.stream = a.stream AND target.body::jsonb ->> 'id' = a.body::jsonb #>> '{data,targetEventId}'
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS notices, count(DISTINCT d.recipient_id)::int AS people, max(d.accepted_at) AS last_at,
      count(*) FILTER (WHERE c.state IN ('accepted', 'delivered'))::int AS reached,
      count(*) FILTER (WHERE c.state IN ('planned', 'sending', 'held'))::int AS open,
      count(*) FILTER (WHERE c.state IN ('dead', 'bounced', 'unknown'))::int AS failed,
      count(*) FILTER (WHERE c.state IN ('suppressed', 'superseded', 'cancelled'))::int AS withheld,
      count(*) FILTER (WHERE c.state IS NULL)::int AS missing
    FROM notify.notification n
    JOIN notify.delivery d ON d.notification_id = n.id AND d.state IN ('accepted', 'delivered')
    LEFT JOIN LATERAL (
      SELECT cd.state FROM notify.notification cn JOIN notify.delivery cd ON cd.notification_id = cn.id
      WHERE cn.event_id = (a.body::jsonb ->> 'id')::uuid AND cd.recipient_id = d.recipient_id AND cd.channel = d.channel
      ORDER BY cd.state IN ('accepted', 'delivered') DESC, cd.id DESC LIMIT 1
    ) c ON true
    WHERE n.event_id = (a.body::jsonb #>> '{data,targetEventId}')::uuid
  ) told
  WHERE a.type IN ('EventCorrected', 'EventRetracted', 'MilestoneAchievementRetracted')
    AND ($1::bigint IS NULL OR a.position < $1) AND told.notices > 0
  ORDER BY a.position DESC LIMIT $2`;

/** Notices that told what was amended later, and whether those who got them were told that. */
export class WrongNotices {
  constructor(private readonly db: Pick<pg.Pool, 'query'>) {}

  /** Newest amendments first. */
  async list({ before, limit }: WrongNoticesQuery): Promise<{ items: WrongNotice[]; next: string | null }> {
    const values = [before ?? null, limit + 1];
    const { rows } = await this.db.query<Row>({ name: 'wrong-notices', text: PAGE, values });
    const items = rows.slice(0, limit).map(noticeOf);
    return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
  }
}

const noticeOf = ({ position, type, targetType, actor, ...row }: Row): WrongNotice => ({
  ...{ position, type, targetType, recordedAt: row.recorded_at.toISOString() },
  by: { id: actor.id, role: actor.role },
  record: { aggregate: row.aggregate, id: row.id },
  told: { notices: row.notices, people: row.people, lastAt: row.last_at.toISOString() },
  correction: {
    ...{ reached: row.reached, open: row.open, failed: row.failed },
    ...{ withheld: row.withheld, missing: row.missing },
  },
});
