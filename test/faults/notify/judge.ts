import { eventually } from '../../support/eventually.js';
import type { NotifyRegistry } from '../../support/notify/registry.js';
import type { SmtpSink } from '../../support/smtp-sink.js';

export interface Verdict {
  /** Deliveries by channel and state, `email accepted` for example. */
  readonly states: Readonly<Record<string, number>>;
  /** Accepted mails that never arrived. */
  readonly lost: readonly string[];
  /** Messages that arrived more than once; each copy bears the same Message-ID. */
  readonly doubled: readonly string[];
  /** Messages that arrived and belong to no accepted delivery. */
  readonly stray: readonly string[];
}

/** Waits until `count` deliveries of the event are at their end, then compares the rows with what arrived. */
export async function judge(
  registry: NotifyRegistry,
  sink: Pick<SmtpSink, 'messageIds'>,
  expected: { readonly eventId: string; readonly count: number; readonly limit?: number },
): Promise<Verdict> {
  const { eventId, count, limit = 30_000 } = expected;
  const rows = await eventually(
    `${count} deliveries are at their end`,
    async () => {
      const { rows: found } = await registry.pool.query<{ id: string; channel: string; state: string }>(
        `SELECT d.id, d.channel, d.state FROM notify.delivery d JOIN notify.notification n ON n.id = d.notification_id
         WHERE n.event_id = $1 ORDER BY d.id`,
        [eventId],
      );
      const isOpen = found.some(({ state }) => state === 'planned' || state === 'sending');
      return found.length === count && !isOpen ? found : undefined;
    },
    limit,
  );
  const states: Record<string, number> = {};
  for (const { channel, state } of rows) {
    states[`${channel} ${state}`] = (states[`${channel} ${state}`] ?? 0) + 1;
  }
  const mails = new Set(rows.filter(({ channel }) => channel === 'email').map(({ id }) => messageId(id)));
  const arrived = sink.messageIds();
  return {
    states,
    lost: [...mails].filter((id) => !arrived.includes(id)),
    doubled: [...new Set(arrived.filter((id, index) => arrived.indexOf(id) !== index))],
    stray: arrived.filter((id) => !mails.has(id)),
  };
}

/** Rows of the inboxes that were told of the event. */
export async function inboxRows(registry: NotifyRegistry, eventId: string): Promise<number> {
  const { rows } = await registry.pool.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM notify.inbox i JOIN notify.notification n ON n.id = i.notification_id
     WHERE n.event_id = $1`,
    [eventId],
  );
  return rows[0]?.count ?? 0;
}

const messageId = (deliveryId: string): string => `<${deliveryId}.0@tracker.example.org>`;
