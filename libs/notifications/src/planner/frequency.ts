import type { ChannelName, Frequency } from '#contracts';
import { recordScope } from '../rules/scopes.js';
import { matchingWatches, mostParticular, type NoticeTopic, type Person } from './decide.js';

/** Whether a notice goes whatever the hour is: it is critical, or corrects what this person was told. */
export const isUrgent = (topic: NoticeTopic, person: Person): boolean => topic.critical || person.received;

/**
 * How often one person wants such news on a channel. First match wins: the inbox is always filled at once; the
 * correction of what still waits for a digest joins it there; urgent news does not wait; preference for the record;
 * for the class; the follow; preference for all; at once.
 */
export function frequencyFor(topic: NoticeTopic, person: Person, channel: ChannelName): Frequency {
  if (channel !== 'email') return 'at-once';
  if (person.waitedIn !== null) return person.waitedIn;
  if (isUrgent(topic, person)) return 'at-once';
  const chosen = (scope: string) =>
    person.preferences.find((one) => one.channel === channel && one.scope === scope)?.frequency;
  const follow = mostParticular(
    matchingWatches(topic, person).filter((watch) => watch.channels.includes(channel) && watch.frequency),
  );
  return (
    chosen(recordScope(topic.stream)) ??
    chosen(`event-class:${topic.eventClass}`) ??
    follow?.frequency ??
    chosen('all') ??
    'at-once'
  );
}
