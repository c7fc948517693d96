import type { Activity } from '#contracts';
import type pg from 'pg';
import { inSnapshot } from './snapshot.js';
import type { Viewer } from './viewer.js';

const SEEN = { public: 'seen_by_all', staff: 'seen_by_staff' } as const;

/** How much was recorded, month by month, of what this viewer may see. */
export async function readActivity(pool: pg.Pool, viewer: Viewer): Promise<Activity> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const { rows } = await client.query<Activity['months'][number]>({
      name: `activity-${viewer}`,
      text: `SELECT month, ${SEEN[viewer]}::int AS events FROM views.activity WHERE ${SEEN[viewer]} > 0 ORDER BY month`,
    });
    return { months: rows, asOfPosition };
  });
}
