import type { ChannelName, Locale } from '#contracts';
import type { DigestRecord } from '../digest/notices.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams } from '../text/params.js';
import type { Lane } from '../planner/plan.js';

interface MessageBase {
  readonly id: string;
  /** Goes up when a person replays it, so that the receiving side takes it for new. */
  readonly gen: number;
  readonly recipientId: string;
  readonly locale: Locale;
  readonly address: string | null;
  readonly decidedBy: string;
  /** Signs the reader's unsubscribe link. */
  readonly linkKey: Buffer;
}

/** One notice: what its row, its notification and its reader say now. */
export interface NoticeMessage extends MessageBase {
  readonly kind: 'notice';
  readonly stream: string;
  readonly eventId: string;
  readonly eventClass: string;
  readonly critical: boolean;
  readonly key: NoticeKey;
  readonly params: NoticeParams;
  /** It comes in hours that its reader wants quiet. */
  readonly isQuiet: boolean;
}

/** The notices of one window together. */
export interface DigestMessage extends MessageBase {
  readonly kind: 'digest';
  readonly records: readonly DigestRecord[];
}

/** One claimed delivery. */
export type Message = NoticeMessage | DigestMessage;

/** What the receiving side said. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly reference?: string; readonly bodyHash?: Buffer }
  | { readonly kind: 'retry'; readonly code: string; readonly note?: string; readonly slowDown?: number }
  | {
      readonly kind: 'dead';
      readonly code: string;
      readonly note?: string;
      /** The address does not exist: nothing is sent to it any more. */
      readonly refuseAddress?: boolean;
    };

interface ChannelBase {
  readonly name: ChannelName;
  /** Jobs worked on at a time, by lane. */
  readonly concurrency: Readonly<Record<Lane, number>>;
  /** Why deliveries wait, such as a missing setting; null: the channel is ready. */
  readonly holdReason: string | null;
  close(): Promise<void>;
}

/** Hands each message to a receiving side of its own. Never throws: every trouble is an outcome. */
export interface SendingChannel extends ChannelBase {
  readonly kind: 'sending';
  send(message: Message): Promise<Outcome>;
}

/** Keeps messages in the same database: storing and marking are one transaction, so nothing can be in doubt. */
export interface StoringChannel extends ChannelBase {
  readonly kind: 'storing';
  /** Table that gets a row a delivery. */
  readonly table: 'inbox';
}

export type Channel = SendingChannel | StoringChannel;

export const queueName = (channel: ChannelName, lane: Lane): string =>
  `deliver-${channel.replace('-', '')}${lane === 'bulk' ? '-bulk' : ''}`;
