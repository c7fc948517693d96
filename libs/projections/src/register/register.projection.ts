import type { RecordedEvent } from '#event-store';
import type { BatchContext, Projection } from '../runner/projection.js';
import { keepAmendments } from './amendment.js';
import { countBatch, countStreams } from './activity.js';
import { recordOfStream } from './fact.js';
import { foldBatch, type FoldStep } from './fold.js';
import { hasSameTexts, ownFigures, ownTexts, rangesOf } from './line-history.js';
import { linkHistoryOf } from './link-history.js';
import { linesOf } from './lines.js';
import { loadStates, nextIds } from './load.js';
import { restingOf, surroundingsOf } from './surroundings.js';
import { REGISTER_TABLES } from './tables.js';
import { writeLines, writeStates } from './write.js';
import { LINE_HISTORY, LINK_HISTORY, TEXT_HISTORY, writeRanges } from './write-history.js';

/**
 * The register: one line a record with its headline, behind it the folded state, the promised dates and the links.
 * A line depends on the records it is linked with, so those next to a changed record are derived again.
 */
export const registerProjection: Projection = {
  name: 'register',
  version: 6,
  tables: REGISTER_TABLES,
  apply: async (events, context) => {
    await Promise.all([countBatch(context, events), keepAmendments(context, events)]);
    const { touched, steps } = await foldBatch(await loadStates(context, idsOf(events)), events, context);
    if (touched.size === 0) return;
    const surroundings = await surroundingsOf(context, touched);
    // Sent one behind the other without waiting: none rests on what another writes.
    await Promise.all([
      writeStates(context, [...touched.values()]),
      writeHistory(context, steps),
      writeLines(context, linesOf(surroundings)),
    ]);
  },
  build: {
    addStreams: async (events, context) => {
      await Promise.all([countStreams(context, events), keepAmendments(context, events)]);
      const { touched, steps } = await foldBatch(new Map(), events, context);
      if (touched.size === 0) return;
      await Promise.all([writeStates(context, [...touched.values()]), writeHistory(context, steps)]);
    },
    finish: async (after, context) => {
      const ids = await nextIds(context, after, LINES_AT_ONCE);
      if (ids.length > 0) await writeLines(context, linesOf(await restingOf(context, ids)));
      return ids.at(-1);
    },
  },
};

async function writeHistory(context: BatchContext, steps: readonly FoldStep[]): Promise<void> {
  await Promise.all([
    writeRanges(context, LINE_HISTORY, rangesOf(steps, { rowOf: ownFigures, isSame: () => false })),
    writeRanges(context, TEXT_HISTORY, rangesOf(steps, { rowOf: ownTexts, isSame: hasSameTexts })),
    writeRanges(context, LINK_HISTORY, linkHistoryOf(steps)),
  ]);
}

const LINES_AT_ONCE = 1_000;

const idsOf = (events: readonly RecordedEvent[]): string[] => [
  ...new Set(events.flatMap((event) => recordOfStream(event.stream)?.id ?? [])),
];
