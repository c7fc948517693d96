import {
  noticeSettingsShape,
  type Frequency,
  type NoticeSettings,
  type NoticeSettingsRequest,
  type Preference,
  type PreferenceList,
  type PreferenceRequest,
  type PreferenceScope,
} from '#contracts';
import { newId, type Clock } from '#platform';
import type pg from 'pg';
import { QUIET_HOURS } from '../planner/audience.js';
import { keyOf, kindOf } from '../rules/scopes.js';
import { changeWishes } from './wishes.js';

type Db = Pick<pg.ClientBase, 'query'>;

interface PreferenceRow {
  readonly scope: string;
  readonly channel: Preference['channel'];
  readonly level: Preference['level'];
  readonly frequency: Frequency | null;
  readonly updatedAt: Date;
}

const DEFAULTS: NoticeSettings = {
  email: null,
  locale: 'en',
  timeZone: 'Asia/Almaty',
  notifyOwnActs: false,
  digestHour: 9,
  digestWeekday: 1,
  quietHours: null,
};

const READ = `
  SELECT r.email, r.locale, r.time_zone AS "timeZone", r.notify_own AS "notifyOwnActs", r.digest_hour AS "digestHour",
    r.digest_weekday AS "digestWeekday", ${QUIET_HOURS} AS "quietHours"
  FROM notify.recipient r WHERE r.user_id = $1`;

const SAVE = `
  UPDATE notify.recipient SET email = $2, locale = $3, time_zone = $4, notify_own = $5, digest_hour = $6,
    digest_weekday = $7, quiet_from = $8, quiet_to = $9, updated_at = now()
  WHERE user_id = $1`;

const FORGET = `
  DELETE FROM notify.preference WHERE user_id = $1 AND scope = $2 AND channel = $3
    AND ($5 OR level IS NULL) AND ($7 OR frequency IS NULL) AND $4::text IS NULL AND $6::text IS NULL`;

// The flags $5 and $7 say whether level and frequency are given: what is not stays.
const CHANGE = `
  UPDATE notify.preference SET level = CASE WHEN $5 THEN $4 ELSE level END,
    frequency = CASE WHEN $7 THEN $6 ELSE frequency END, updated_at = now()
  WHERE user_id = $1 AND scope = $2 AND channel = $3`;

const ADD = `
  INSERT INTO notify.preference (id, user_id, scope, channel, level, frequency) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT ON CONSTRAINT preference_once DO NOTHING`;

/** Where, in which language and about what a person wants to be told. */
export class Settings {
  constructor(
    private readonly pool: pg.Pool,
    private readonly clock: Clock,
  ) {}

  async read(userId: string): Promise<NoticeSettings> {
    const { rows } = await this.pool.query<NoticeSettings>(READ, [userId]);
    return rows[0] ?? DEFAULTS;
  }

  async save(userId: string, given: NoticeSettingsRequest): Promise<NoticeSettings> {
    const settings = noticeSettingsShape.parse(given);
    const { email, locale, timeZone, notifyOwnActs, digestHour, digestWeekday, quietHours } = settings;
    const told = [email, locale, timeZone, notifyOwnActs];
    const when = [digestHour, digestWeekday, quietHours?.from ?? null, quietHours?.to ?? null];
    await this.#change(userId, (db) => db.query(SAVE, [userId, ...told, ...when]));
    return settings;
  }

  /** What was turned on or off, by the person or through a link. */
  async preferences(userId: string): Promise<PreferenceList> {
    const { rows } = await this.pool.query<PreferenceRow>(
      `SELECT scope, channel, level, frequency, updated_at AS "updatedAt" FROM notify.preference
       WHERE user_id = $1 ORDER BY scope, channel`,
      [userId],
    );
    return {
      items: rows.map(({ scope, channel, level, frequency, updatedAt }) => ({
        scope: preferenceScope(scope),
        channel,
        level,
        frequency,
        updatedAt: updatedAt.toISOString(),
      })),
    };
  }

  /** Changes one preference, which is forgotten when nothing is left of it; returns all. */
  async setPreference(userId: string, request: PreferenceRequest): Promise<PreferenceList> {
    await this.#change(userId, (db) => setPreference(db, userId, request));
    return this.preferences(userId);
  }

  #change(userId: string, change: (db: Db) => Promise<unknown>): Promise<void> {
    return changeWishes({ pool: this.pool, userId, now: this.clock.now() }, async (db) => {
      await change(db);
    });
  }
}

async function setPreference(db: Db, userId: string, request: PreferenceRequest): Promise<void> {
  const { scope, channel, level, frequency } = request;
  const key = [userId, scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.key}`, channel];
  const wanted = [level ?? null, level !== undefined, frequency ?? null, frequency !== undefined];
  const forgotten = await db.query(FORGET, [...key, ...wanted]);
  if (forgotten.rowCount === 1) return;
  const changed = await db.query(CHANGE, [...key, ...wanted]);
  const isNothing = (level ?? frequency ?? null) === null;
  if (changed.rowCount === 0 && !isNothing) {
    await db.query(ADD, [newId(), ...key, level ?? null, frequency ?? null]);
  }
}

const preferenceScope = (scope: string): PreferenceScope =>
  scope === 'all' ? { kind: 'all' } : ({ kind: kindOf(scope), key: keyOf(scope) } as PreferenceScope);
