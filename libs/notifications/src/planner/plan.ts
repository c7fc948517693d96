import type { ChannelName, Locale } from '#contracts';
import { idFromName } from '#platform';
import { decide, type NoticeTopic, type Person } from './decide.js';

/** News for a few and news for very many go through queues of their own, so that neither holds up the other. */
export const LANES = ['direct', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** A channel as the planner sees it; with a hold reason its rows are planned and wait. */
export interface PlannedChannel {
  readonly name: ChannelName;
  readonly holdReason: string | null;
}

/** One row of the table of deliveries, before it is written. */
export interface DeliveryRow {
  /** The same for the same notification, person and channel, whenever it is planned. */
  readonly id: string;
  readonly recipientId: string;
  readonly channel: ChannelName;
  readonly state: 'planned' | 'suppressed';
  readonly reason: string | null;
  readonly holdReason: string | null;
  readonly decidedBy: string;
  readonly locale: Locale;
}

export interface PlannedNotice extends NoticeTopic {
  readonly id: string;
}

export interface Follower extends Person {
  readonly locale: Locale;
}

const NAMESPACE = 'b2b94f5a-3f39-4a1c-8d4d-2f9a52c8e7d0';

/** Who is told, how, and why: pure, so that it also shows who would be told before anything is recorded. */
export function plan(
  notice: PlannedNotice,
  people: readonly Follower[],
  channels: readonly PlannedChannel[],
): DeliveryRow[] {
  return people.flatMap((person) =>
    channels.flatMap((channel) => {
      const decision = decide(notice, person, channel.name);
      if (decision.kind === 'off') return [];
      const isSent = decision.kind === 'send';
      return [
        {
          id: deliveryId(notice.id, person.userId, channel.name),
          recipientId: person.userId,
          channel: channel.name,
          state: isSent ? ('planned' as const) : ('suppressed' as const),
          reason: isSent ? null : decision.reason,
          holdReason: isSent ? channel.holdReason : null,
          decidedBy: decision.decidedBy,
          locale: person.locale,
        },
      ];
    }),
  );
}

export const deliveryId = (notificationId: string, recipientId: string, channel: ChannelName): string =>
  idFromName(`${notificationId} ${recipientId} ${channel}`, NAMESPACE);
