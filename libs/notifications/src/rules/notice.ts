import type { EventClass } from '#contracts';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams } from '../text/params.js';

export type Severity = 'low' | 'normal' | 'high';

/** What a rule says of one event: a message in no language yet, to nobody yet. */
export interface Draft {
  readonly key: NoticeKey;
  readonly eventClass: EventClass;
  readonly severity: Severity;
  /** Cannot be turned off by those who follow the record. */
  readonly critical: boolean;
  readonly params: Partial<NoticeParams>;
  /** The event whose notice was wrong: who received that one receives this one. */
  readonly corrects?: string;
  /** Parties of the event that the record no longer has. */
  readonly formerParties?: readonly { readonly name: string }[];
}

type Rest = Omit<Partial<Draft>, 'key' | 'eventClass' | 'params'>;

/** A draft of ordinary weight. */
export const tell = (
  eventClass: EventClass,
  key: NoticeKey,
  params: Draft['params'] = {},
  rest: Rest = {},
): Draft => ({ severity: 'normal', critical: false, ...rest, key, eventClass, params });

/** A draft that those who follow the record always get. */
export const insist = (
  eventClass: EventClass,
  key: NoticeKey,
  params: Draft['params'] = {},
  rest: Rest = {},
): Draft => tell(eventClass, key, params, { severity: 'high', critical: true, ...rest });
