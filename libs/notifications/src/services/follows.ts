import type { Follow, FollowList, FollowRequest, FollowScope } from '#contracts';
import { newId, type Clock } from '#platform';
import type pg from 'pg';
import { kindOf, scopeText } from '../rules/scopes.js';
import { changeWishes } from './wishes.js';

interface WatchRow {
  readonly id: string;
  readonly scope: string;
  readonly label: string;
  readonly channels: Follow['channels'];
  readonly eventClasses: Follow['eventClasses'];
  readonly frequency: Follow['frequency'];
  readonly createdAt: Date;
}

const COLUMNS =
  'id, scope, label, channels, event_classes AS "eventClasses", frequency, created_at AS "createdAt"';

const SAVE = `
  INSERT INTO notify.watch (id, user_id, scope, label, channels, event_classes, frequency)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT ON CONSTRAINT watch_once DO UPDATE
  SET channels = excluded.channels, event_classes = excluded.event_classes,
    frequency = excluded.frequency, label = excluded.label
  RETURNING ${COLUMNS}`;

// Following a record again by mail takes back what an unsubscribe link has stopped for it.
const RESUME = `DELETE FROM notify.preference WHERE user_id = $1 AND scope = $2 AND channel = ANY ($3) AND level = 'stop'`;

/** What people follow. */
export class Follows {
  constructor(
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
  ) {}

  /** Follows, or changes channels, classes and frequency of what is followed already; the id stays. */
  async follow(userId: string, request: FollowRequest): Promise<Follow> {
    const { scope, channels, eventClasses, frequency = null } = request;
    const text = scopeText(scope);
    const values = [newId(), userId, text, scope.key, channels, eventClasses, frequency];
    return changeWishes({ pool: this.pool, userId, now: this.clock.now() }, async (db) => {
      const { rows } = await db.query<WatchRow>(SAVE, values);
      await db.query(RESUME, [userId, text, channels]);
      return followOf(rows[0] as WatchRow);
    });
  }

  /** False: there is no such follow of this person. */
  async unfollow(userId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('DELETE FROM notify.watch WHERE user_id = $1 AND id = $2', [
      userId,
      id,
    ]);
    return rowCount === 1;
  }

  /** All follows of a person, the oldest first. */
  async list(userId: string): Promise<FollowList> {
    const { rows } = await this.pool.query<WatchRow>(
      `SELECT ${COLUMNS} FROM notify.watch WHERE user_id = $1 ORDER BY created_at, id`,
      [userId],
    );
    return { items: rows.map(followOf) };
  }
}

const followOf = (row: WatchRow): Follow => ({
  id: row.id,
  scope: { kind: kindOf(row.scope), key: row.label } as FollowScope,
  channels: row.channels,
  eventClasses: row.eventClasses,
  frequency: row.frequency,
  createdAt: row.createdAt.toISOString(),
});
