import type { RecordedEvent } from '#event-store';
import type { Projection } from '../runner/projection.js';
import { recordOfStream } from './fact.js';
import { foldBatch } from './fold.js';
import { linesOf } from './lines.js';
import { loadStates } from './load.js';
import { surroundingsOf } from './surroundings.js';
import { REGISTER_TABLES } from './tables.js';
import { writeLines, writeStates } from './write.js';

/**
 * The register: one line a record with its headline, behind it the folded state, the promised dates and the links.
 * A line depends on the records it is linked with, so those next to a changed record are derived again.
 */
export const registerProjection: Projection = {
  name: 'register',
  version: 2,
  tables: REGISTER_TABLES,
  apply: async (events, context) => {
    const touched = foldBatch(await loadStates(context, idsOf(events)), events);
    if (touched.size === 0) return;
    const surroundings = await surroundingsOf(context, touched);
    await writeStates(context, [...touched.values()]);
    await writeLines(context, linesOf(surroundings));
  },
};

const idsOf = (events: readonly RecordedEvent[]): string[] => [
  ...new Set(events.flatMap((event) => recordOfStream(event.stream)?.id ?? [])),
];
