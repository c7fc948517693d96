import type { ChannelName, Locale } from '#contracts';
import { idFromName } from '#platform';
import { nextAllowed, nextClose, type MailHours, type Waiting } from '../digest/times.js';
import { decide, type NoticeTopic, type Person } from './decide.js';
import { frequencyFor, isUrgent } from './frequency.js';

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
  readonly state: 'planned' | 'held' | 'suppressed';
  readonly reason: string | null;
  readonly holdReason: string | null;
  readonly decidedBy: string;
  readonly locale: Locale;
  /** First attempt; null: now. */
  readonly nextAt: Date | null;
  /** The digest it waits for; null: none. */
  readonly digest: { readonly frequency: Waiting; readonly closesAt: Date } | null;
}

export interface PlannedNotice extends NoticeTopic {
  readonly id: string;
}

export interface Follower extends Person {
  readonly locale: Locale;
  readonly hours: MailHours;
}

const NAMESPACE = 'b2b94f5a-3f39-4a1c-8d4d-2f9a52c8e7d0';

/** Why a row is held until the digest of its person closes. */
export const DIGEST_HOLD = 'digest';

/** What is to be planned when, over which channels. */
export interface PlanAt {
  readonly channels: readonly PlannedChannel[];
  readonly now: Date;
}

/** Who is told, how, when, and why: pure, so that it also shows who would be told before anything is recorded. */
export const plan = (notice: PlannedNotice, people: readonly Follower[], at: PlanAt): DeliveryRow[] =>
  people.flatMap((person) => at.channels.flatMap((channel) => planOne(notice, person, channel, at.now)));

function planOne(notice: PlannedNotice, person: Follower, channel: PlannedChannel, now: Date): DeliveryRow[] {
  const decision = decide(notice, person, channel.name);
  if (decision.kind === 'off') return [];
  const row = {
    id: deliveryId(notice.id, person.userId, channel.name),
    recipientId: person.userId,
    channel: channel.name,
    decidedBy: decision.decidedBy,
    locale: person.locale,
    ...{ reason: null, nextAt: null, digest: null },
  };
  if (decision.kind === 'suppressed') {
    return [{ ...row, state: 'suppressed', reason: decision.reason, holdReason: null }];
  }
  const frequency = frequencyFor(notice, person, channel.name);
  if (frequency !== 'at-once') {
    const digest = { frequency, closesAt: nextClose(now, person.hours, frequency) };
    return [{ ...row, state: 'held', holdReason: DIGEST_HOLD, digest }];
  }
  const isDisturbing = channel.name === 'email' && !isUrgent(notice, person);
  const allowed = isDisturbing ? nextAllowed(now, person.hours) : now;
  const nextAt = allowed > now ? allowed : null;
  return [{ ...row, state: 'planned', holdReason: channel.holdReason, nextAt }];
}

export const deliveryId = (notificationId: string, recipientId: string, channel: ChannelName): string =>
  idFromName(`${notificationId} ${recipientId} ${channel}`, NAMESPACE);
