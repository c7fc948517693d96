import type pg from 'pg';
import type { EventStore } from '#event-store';
import { systemClock, type Clock } from '#platform';
import type { CommandRules } from './command/command-rules.js';
import { CommandService } from './command/command-service.js';
import { PublicIds } from './record/public-ids.js';

/** The command service over a log and a pool of the same database. */
export const createCommandService = (deps: {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly clock?: Clock;
  readonly rules?: CommandRules;
}): CommandService => {
  const { store, pool, clock = systemClock, rules } = deps;
  return new CommandService(store, new PublicIds(pool), clock, rules);
};
