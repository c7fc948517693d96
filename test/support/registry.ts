import { createCommandService, type CommandService } from '#commands';
import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, type EventStore } from '#event-store';
import type { Clock } from '#platform';
import type { TestDatabase } from './database.js';
import { openStore } from './log.js';

/** The log with the domain's events and the command service over it, as the product puts them together. */
export function openRegistry(
  db: TestDatabase,
  clock?: Clock,
): { readonly store: EventStore; readonly commands: CommandService; readonly stop: () => Promise<void> } {
  const { store, stop } = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
  const pool = db.appPool({ applicationName: 'spec-registry', max: 4 });
  const commands = createCommandService({ store, pool, ...(clock === undefined ? {} : { clock }) });
  return { store, commands, stop };
}
