import type { EventStore, RecordedEvent } from '#event-store';
import { contextOf, type BatchTarget } from './apply-batch.js';
import { inTransaction } from './generations.js';
import { moveCheckpoint, noteBuilt } from './lease.js';
import type { BatchContext, BuildByStreams } from './projection.js';

const PAGE = 5_000;

export interface BuildTarget extends BatchTarget {
  readonly store: EventStore;
  readonly build: BuildByStreams;
  readonly signal: AbortSignal;
}

/**
 * Fills the tables of a generation that reflects nothing yet from whole streams, so that each record is written once
 * however many events it has. The checkpoint moves to `upTo` at the end alone: a build that broke off begins again.
 * Resolves to false when the signal ended it.
 */
export async function buildByStreams(target: BuildTarget, upTo: bigint): Promise<boolean> {
  const { build, signal, skipped } = target;
  await emptyTables(target);
  let built = 0;
  for await (const events of wholeStreams(target.store, upTo)) {
    if (signal.aborted) return false;
    built += events.length;
    const wanted = events.filter((event) => !skipped.has(String(event.position)));
    await step(target, { built }, (context) => build.addStreams(wanted, context));
    target.failPoint?.('build-page');
  }
  let after: string | undefined;
  do {
    if (signal.aborted) return false;
    after = await step(target, { built }, (context) => build.finish(after, context));
  } while (after !== undefined);
  await step(target, { built, position: upTo }, () => Promise.resolve());
  return true;
}

/** Takes back what a build has written. */
export async function emptyTables(target: BatchTarget): Promise<void> {
  await step(target, { built: 0 }, async ({ client, table }) => {
    await client.query(`TRUNCATE ${target.projection.tables.map(({ name }) => table(name)).join(', ')}`);
  });
}

/** Pages of all events up to a position by stream; no stream is in two of them. */
async function* wholeStreams(store: EventStore, upTo: bigint): AsyncGenerator<readonly RecordedEvent[]> {
  let held: readonly RecordedEvent[] = [];
  for await (const page of store.readByStream(upTo, PAGE)) {
    const all = [...held, ...page];
    const last = all.at(-1)?.stream;
    // The last stream may go on in the next page.
    const cut = all.findIndex(({ stream }) => stream === last);
    held = all.slice(cut);
    if (cut > 0) yield all.slice(0, cut);
  }
  if (held.length > 0) yield held;
}

async function step<T>(
  target: BatchTarget,
  { built, position = 0n }: { readonly built: number; readonly position?: bigint },
  work: (context: BatchContext) => Promise<T>,
): Promise<T> {
  const { pool, lease, leaseSeconds } = target;
  return inTransaction(
    pool,
    async (client) => {
      await moveCheckpoint(client, lease, { position, seconds: leaseSeconds });
      await noteBuilt(client, lease, built);
      return work(contextOf(target, client));
    },
    { idleSeconds: leaseSeconds },
  );
}
