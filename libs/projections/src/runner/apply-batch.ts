import type { EventStore, LogRewound, RecordedEvent, UnknownEvent } from '#event-store';
import type { FailPoint } from '#platform';
import type pg from 'pg';
import { inTransaction } from './generations.js';
import { Fenced, moveCheckpoint, type Lease, type Parked } from './lease.js';
import { tableOfGeneration, type BatchContext, type Projection } from './projection.js';

export interface BatchTarget {
  readonly pool: pg.Pool;
  readonly store: Pick<EventStore, 'readStream'>;
  readonly projection: Projection;
  readonly lease: Lease;
  readonly leaseSeconds: number;
  readonly skipped: ReadonlySet<string>;
  readonly failPoint?: FailPoint;
}

/** Rows and checkpoint of a batch in one transaction. */
export async function applyBatch(target: BatchTarget, events: readonly RecordedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (last === undefined) return;
  await inTransaction(
    target.pool,
    async (client) => {
      // The checkpoint first: its row lock keeps a second runner from folding the same rows at the same time.
      await moveCheckpoint(client, target.lease, { position: last.position, seconds: target.leaseSeconds });
      const wanted = events.filter((event) => !target.skipped.has(String(event.position)));
      if (wanted.length > 0) {
        await target.projection.apply(wanted, contextOf(target, client));
      }
      target.failPoint?.('projection-before-commit');
    },
    { idleSeconds: target.leaseSeconds },
  );
  target.failPoint?.('projection-after-commit');
}

/** Where and with what a batch is written, inside its transaction. */
export const contextOf = (target: BatchTarget, client: pg.ClientBase): BatchContext => ({
  client,
  table: (name) => tableOfGeneration(name, target.lease.generation),
  earlier: (stream, toVersion) => earlier(target, stream, toVersion),
});

async function* earlier(
  { store, skipped }: BatchTarget,
  stream: string,
  toVersion: number,
): AsyncGenerator<RecordedEvent, void, undefined> {
  for await (const event of store.readStream(stream, { toVersion })) {
    if (!skipped.has(String(event.position))) yield event;
  }
}

/** The one event of a failed batch that cannot be applied; what stands before it has been applied. */
export async function findPoison(
  target: BatchTarget,
  events: readonly RecordedEvent[],
): Promise<{ event: RecordedEvent; error: Error } | undefined> {
  for (const event of events) {
    try {
      await applyBatch(target, [event]);
    } catch (error) {
      if (isPassing(error)) throw error;
      return { event, error: error instanceof Error ? error : new Error(String(error)) };
    }
  }
  return undefined;
}

export const parkedAt = (event: RecordedEvent, error: Error): Parked => ({
  cause: 'event',
  position: String(event.position),
  type: event.type,
  stream: event.stream,
  reason: error.message,
  nextStep: 'deploy a fix and retry, or skip this event knowingly',
});

export const parkedUnknown = (error: UnknownEvent): Parked => ({
  cause: 'unknownEvent',
  position: String(error.position),
  type: error.type,
  stream: '',
  reason: error.message,
  nextStep: 'a newer release wrote this event: deploy it here, and this projection goes on by itself',
});

export const parkedRewound = (error: LogRewound): Parked => ({
  cause: 'logRewound',
  position: String(error.checkpoint),
  type: '',
  stream: '',
  reason: `${error.code}: ${error.message}`,
  nextStep: 'rebuild this projection: what it shows is of a history that the log no longer has',
});

// Faults of the connection, the server or the lease: the same batch may succeed later.
const PASSING = /^(08|53|57|40|55P03|25P03|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;

/** Whether an error says nothing of the event: the connection, the server, a lost lease. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Fenced) return true;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return PASSING.test(code);
  return typeof message === 'string' && /connection|terminat|timeout/i.test(message);
}
