import { createNotifications, type Notifications, type NotificationsOptions } from '#notifications';
import { createLogger } from '#platform';
import type { TestDatabase } from '../database.js';
import { BASE_URL, type NotifyRegistry } from './registry.js';

export interface RunOptions extends Partial<Omit<NotificationsOptions, 'config'>> {
  readonly redisUrl?: string | undefined;
  readonly smtpUrl?: string | undefined;
}

/** Notifications on a registry, with waits short enough for tests; not yet started. */
export function notificationsOf(
  db: TestDatabase,
  registry: NotifyRegistry,
  { redisUrl, smtpUrl, ...options }: RunOptions = {},
): Notifications {
  return createNotifications({
    pool: registry.pool,
    databaseUrl: db.url,
    store: registry.store,
    logger: createLogger(process.env['TEST_LOG'] ?? 'silent'),
    config: {
      redisUrl,
      smtpUrl,
      mailFrom: 'Agreement Tracker <updates@tracker.example.org>',
      baseUrl: BASE_URL,
      notifyLeaseSeconds: 2,
      notifyRelaySeconds: 0.05,
      notifyRequeueSeconds: 1,
    },
    beat: 200,
    ...options,
  });
}
