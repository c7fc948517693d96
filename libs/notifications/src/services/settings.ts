import type {
  NoticeSettings,
  Preference,
  PreferenceList,
  PreferenceRequest,
  PreferenceScope,
} from '#contracts';
import { newId } from '#platform';
import type pg from 'pg';
import { keyOf, kindOf } from '../rules/scopes.js';
import { ensureRecipient } from './recipient.js';

type Db = Pick<pg.Pool, 'query'>;

interface PreferenceRow {
  readonly scope: string;
  readonly channel: Preference['channel'];
  readonly level: Preference['level'];
  readonly updatedAt: Date;
}

const DEFAULTS: NoticeSettings = {
  email: null,
  locale: 'en',
  timeZone: 'Asia/Almaty',
  notifyOwnActs: false,
};

const READ =
  'SELECT email, locale, time_zone AS "timeZone", notify_own AS "notifyOwnActs" FROM notify.recipient WHERE user_id = $1';

const SAVE = `
  UPDATE notify.recipient SET email = $2, locale = $3, time_zone = $4, notify_own = $5, updated_at = now()
  WHERE user_id = $1`;

const SET = `
  INSERT INTO notify.preference (id, user_id, scope, channel, level) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT ON CONSTRAINT preference_once DO UPDATE SET level = excluded.level, updated_at = now()`;

/** Where, in which language and about what a person wants to be told. */
export class Settings {
  constructor(private readonly db: Db) {}

  async read(userId: string): Promise<NoticeSettings> {
    const { rows } = await this.db.query<NoticeSettings>(READ, [userId]);
    return rows[0] ?? DEFAULTS;
  }

  async save(userId: string, settings: NoticeSettings): Promise<NoticeSettings> {
    const { email, locale, timeZone, notifyOwnActs } = settings;
    await ensureRecipient(this.db, userId);
    await this.db.query(SAVE, [userId, email, locale, timeZone, notifyOwnActs]);
    return settings;
  }

  /** What was turned on or off, by the person or through a link. */
  async preferences(userId: string): Promise<PreferenceList> {
    const { rows } = await this.db.query<PreferenceRow>(
      `SELECT scope, channel, level, updated_at AS "updatedAt" FROM notify.preference
       WHERE user_id = $1 ORDER BY scope, channel`,
      [userId],
    );
    return {
      items: rows.map(({ scope, channel, level, updatedAt }) => ({
        scope: preferenceScope(scope),
        channel,
        level,
        updatedAt: updatedAt.toISOString(),
      })),
    };
  }

  /** Sets or, with level null, forgets one preference; returns all. */
  async setPreference(userId: string, request: PreferenceRequest): Promise<PreferenceList> {
    const { scope, channel, level } = request;
    const text = scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.key}`;
    if (level === null) {
      await this.db.query(
        'DELETE FROM notify.preference WHERE user_id = $1 AND scope = $2 AND channel = $3',
        [userId, text, channel],
      );
    } else {
      await ensureRecipient(this.db, userId);
      await this.db.query(SET, [newId(), userId, text, channel, level]);
    }
    return this.preferences(userId);
  }
}

const preferenceScope = (scope: string): PreferenceScope =>
  scope === 'all' ? { kind: 'all' } : ({ kind: kindOf(scope), key: keyOf(scope) } as PreferenceScope);
