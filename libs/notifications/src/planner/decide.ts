import type { ChannelName, EventClass, Frequency } from '#contracts';
import { kindOf, recordScope } from '../rules/scopes.js';

/** What a decision needs to know of the notification. */
export interface NoticeTopic {
  readonly stream: string;
  readonly eventClass: EventClass;
  readonly critical: boolean;
  readonly actorId: string;
}

export interface Watch {
  readonly scope: string;
  readonly channels: readonly ChannelName[];
  /** Null: every class. */
  readonly eventClasses: readonly EventClass[] | null;
  /** How often by mail; null: as the preferences say. */
  readonly frequency?: Frequency | null;
}

export interface PersonPreference {
  /** `all`, `record:<stream>` or `event-class:<class>`. */
  readonly scope: string;
  readonly channel: ChannelName;
  /** Null: as followed. */
  readonly level: 'on' | 'off' | 'stop' | null;
  readonly frequency?: Frequency | null;
}

/** One follower as the database has them: the watches are those that match the notification. */
export interface Person {
  readonly userId: string;
  readonly hasAddress: boolean;
  readonly notifyOwn: boolean;
  readonly watches: readonly Watch[];
  readonly preferences: readonly PersonPreference[];
  /** Why mail to this address is refused for ever or for now, such as a bounce. */
  readonly addressRefused: string | null;
  /** Received the notice that this one corrects. */
  readonly received: boolean;
  /** The digest in which the notice that this one corrects waited, by mail; null: it did not wait. */
  readonly waitedIn: Exclude<Frequency, 'at-once'> | null;
}

/**
 * Whether one person is told on one channel, and the rule that decided. `off`: it was never wanted, nothing is kept;
 * `suppressed`: it was wanted and something forbids it, which the log of deliveries shows.
 */
export type Decision =
  | { readonly kind: 'send'; readonly decidedBy: string }
  | { readonly kind: 'suppressed'; readonly decidedBy: string; readonly reason: string }
  | { readonly kind: 'off' };

const OFF: Decision = { kind: 'off' };

/**
 * First match wins: own acts; the address and what an unsubscribe link has stopped; critical news of a followed
 * record and corrections of what was received; mute of the record; preference by class; preference for all;
 * channels of the follow.
 */
export function decide(topic: NoticeTopic, person: Person, channel: ChannelName): Decision {
  if (topic.actorId === person.userId && !person.notifyOwn) return OFF;
  const matching = matchingWatches(topic, person);
  const mandatory = mandatoryRule(topic, person);
  const chosen = preferenceFor(topic, person, channel);
  const watch = mostParticular(matching.filter(({ channels }) => channels.includes(channel)));
  const turnedOn = chosen?.level === 'on' && matching.length > 0;
  if (mandatory === undefined && watch === undefined && !turnedOn) return OFF;

  const stopped = stopRule(topic, person, channel);
  if (stopped !== undefined && (mandatory === undefined || stopped.beatsMandatory)) return stopped.decision;
  if (mandatory !== undefined) return { kind: 'send', decidedBy: mandatory };
  const decidedBy = `preference:${chosen?.scope ?? ''}`;
  if (chosen?.level === 'off')
    return {
      kind: 'suppressed',
      decidedBy,
      reason: chosen.scope.startsWith('record:') ? 'muted' : 'preference',
    };
  return { kind: 'send', decidedBy: watch === undefined ? decidedBy : `follow:${watch.scope}` };
}

/** Why what was planned is not sent after all, by what its person wants now; undefined: it is. */
export function lateRefusal(decision: Decision): string | undefined {
  if (decision.kind === 'send') return undefined;
  const isOptOut = decision.kind === 'off' || decision.reason === 'unsubscribed';
  return isOptOut ? 'late_optout' : decision.reason;
}

/** The follows of a person that want such news. */
export const matchingWatches = (topic: NoticeTopic, person: Person): Watch[] =>
  person.watches.filter((watch) => wantsClass(watch, topic));

const wantsClass = (watch: Watch, topic: NoticeTopic): boolean =>
  watch.eventClasses === null ||
  watch.eventClasses.includes(topic.eventClass) ||
  (topic.critical && watch.scope === recordScope(topic.stream));

/** Why this person is told whatever they prefer. */
function mandatoryRule(topic: NoticeTopic, person: Person): string | undefined {
  const record = recordScope(topic.stream);
  if (topic.critical && person.watches.some(({ scope }) => scope === record)) return 'critical';
  return person.received ? 'received' : undefined;
}

interface Stop {
  readonly beatsMandatory: boolean;
  readonly decision: Decision;
}

/** What makes a channel unusable, and what a person has stopped through a link. */
function stopRule(topic: NoticeTopic, person: Person, channel: ChannelName): Stop | undefined {
  const stop = (decidedBy: string, reason: string, beatsMandatory = true): Stop => ({
    beatsMandatory,
    decision: { kind: 'suppressed', decidedBy, reason },
  });
  if (channel === 'email') {
    if (!person.hasAddress) return stop('address', 'no_address');
    if (person.addressRefused !== null) return stop('address', person.addressRefused);
  }
  const stops = relevant(topic, person, channel).filter(({ level }) => level === 'stop');
  const hard = stops.find(({ scope }) => kindOf(scope) !== 'event-class');
  const soft = stops[0];
  if (hard !== undefined) return stop(`stop:${hard.scope}`, 'unsubscribed');
  return soft && stop(`stop:${soft.scope}`, 'unsubscribed', false);
}

const PREFERENCE_ORDER = ['record', 'event-class', 'all'];

/** The level that counts: of the record, else of the class, else of everything. Stops are judged before. */
function preferenceFor(
  topic: NoticeTopic,
  person: Person,
  channel: ChannelName,
): PersonPreference | undefined {
  return relevant(topic, person, channel)
    .filter(({ level }) => level === 'on' || level === 'off')
    .sort((a, b) => rank(PREFERENCE_ORDER, a.scope) - rank(PREFERENCE_ORDER, b.scope))[0];
}

const relevant = (topic: NoticeTopic, person: Person, channel: ChannelName): PersonPreference[] => {
  const scopes = new Set(['all', recordScope(topic.stream), `event-class:${topic.eventClass}`]);
  return person.preferences.filter((one) => one.channel === channel && scopes.has(one.scope));
};

const WATCH_ORDER = ['record', 'collection', 'party', 'region', 'sector', 'event-class'];

/** The most particular of several follows is the one that is named as the reason. */
export const mostParticular = (watches: readonly Watch[]): Watch | undefined =>
  watches.toSorted((a, b) => rank(WATCH_ORDER, a.scope) - rank(WATCH_ORDER, b.scope))[0];

const rank = (order: readonly string[], scope: string): number =>
  order.indexOf(scope === 'all' ? 'all' : kindOf(scope));
