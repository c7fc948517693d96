import type { NotificationServices } from '#notifications';
import type { CheckReport } from './readiness.js';

const TOLERATED_WAIT_SECONDS = 60;

/** Whether people are told in time: degraded while a notice that is due has waited for more than a minute. */
export async function checkNotifications(notices: NotificationServices): Promise<CheckReport> {
  const status = await notices.status.read();
  const late = status.channels.some(
    ({ oldestDueSeconds }) => (oldestDueSeconds ?? 0) > TOLERATED_WAIT_SECONDS,
  );
  return { ...status, status: late ? 'degraded' : 'ok' };
}
