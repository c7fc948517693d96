import type { RecordedEvent } from '#event-store';
import type { Projection } from '../runner/projection.js';
import { recordOfStream } from './fact.js';
import { foldBatch } from './fold.js';
import { linesOf } from './lines.js';
import { loadStates, nextIds } from './load.js';
import { restingOf, surroundingsOf } from './surroundings.js';
import { REGISTER_TABLES } from './tables.js';
import { writeLines, writeStates } from './write.js';

/**
 * The register: one line a record with its headline, behind it the folded state, the promised dates and the links.
 * A line depends on the records it is linked with, so those next to a changed record are derived again.
 */
export const registerProjection: Projection = {
  name: 'register',
  version: 3,
  tables: REGISTER_TABLES,
  apply: async (events, context) => {
    const touched = await foldBatch(await loadStates(context, idsOf(events)), events, context);
    if (touched.size === 0) return;
    const surroundings = await surroundingsOf(context, touched);
    await writeStates(context, [...touched.values()]);
    await writeLines(context, linesOf(surroundings));
  },
  build: {
    addStreams: async (events, context) => {
      const states = [...(await foldBatch(new Map(), events, context)).values()];
      if (states.length > 0) await writeStates(context, states);
    },
    finish: async (after, context) => {
      const ids = await nextIds(context, after, LINES_AT_ONCE);
      if (ids.length > 0) await writeLines(context, linesOf(await restingOf(context, ids)));
      return ids.at(-1);
    },
  },
};

const LINES_AT_ONCE = 1_000;

const idsOf = (events: readonly RecordedEvent[]): string[] => [
  ...new Set(events.flatMap((event) => recordOfStream(event.stream)?.id ?? [])),
];
