import type { Appended, AppendRequest, AppendResult, ExpectedVersion } from '../append/request.js';
import type { EventStore } from '../event-store.js';
import type { NewEvent } from '../event.js';
import { LoadedStreams } from './loaded-streams.js';
import type { Decision, LoadedStream, StreamModel } from './model.js';

/** States by the name the caller gives their streams. */
export type States = Readonly<Record<string, unknown>>;

export interface CommandRequest<S extends States, Rejection> {
  /** uuid; a repeated one gets the first result. */
  readonly commandId: string;
  /** SHA-256, hex, of the canonical input. */
  readonly fingerprint: string;
  readonly streams: {
    readonly [Name in keyof S]: { readonly stream: string; readonly model: StreamModel<S[Name]> };
  };
  /** Versions the client has seen. A conflict with one of them is returned; any other is retried. */
  readonly expected?: { readonly [Name in keyof S]?: number };
  /** Pure: it may be called again on newer states. */
  readonly decide: (loaded: { readonly [Name in keyof S]: LoadedStream<S[Name]> }) => Decision<
    keyof S & string,
    Rejection
  >;
}

export type CommandOutcome<Rejection> =
  AppendResult | { readonly kind: 'rejected'; readonly rejection: Rejection };

// A process that writes the same stream without pause wins most races: its next command needs no read. Counted
// attempts would give up within its burst.
const RETRY_MILLISECONDS = 5_000;

/**
 * Runs one command: loads its streams, decides, and appends what was decided. A repeated command id gives the
 * first result, even where the decision would differ now. A rejection or a conflict with the expected version is
 * only given on states confirmed against the log.
 * @throws what EventStore.append throws.
 */
export async function runCommand<S extends States, Rejection>(
  store: EventStore,
  request: CommandRequest<S, Rejection>,
): Promise<CommandOutcome<Rejection>> {
  const names = Object.keys(request.streams);
  const pass = await store.turns.take(names.map((name) => streamOf(request, name)));
  try {
    const loaded = new LoadedStreams(store, request.streams);
    await loaded.load();
    return await attempts(store, request, loaded);
  } finally {
    pass();
  }
}

async function attempts<S extends States, Rejection>(
  store: EventStore,
  request: CommandRequest<S, Rejection>,
  loaded: LoadedStreams,
): Promise<CommandOutcome<Rejection>> {
  const deadline = performance.now() + RETRY_MILLISECONDS;
  for (;;) {
    const outcome = await attemptOnce(store, request, loaded);
    if (outcome.kind !== 'conflict' || isExpected(request, outcome.stream)) return outcome;
    if (performance.now() > deadline) return outcome;
    await loaded.refresh();
  }
}

async function attemptOnce<S extends States, Rejection>(
  store: EventStore,
  request: CommandRequest<S, Rejection>,
  loaded: LoadedStreams,
): Promise<CommandOutcome<Rejection>> {
  const verdict = await judge(request, loaded);
  if (verdict.kind !== 'accepted') return (await firstResult(store, request)) ?? verdict;
  store.failPoint('command-decided');
  const result = await store.append(appendRequest(request, loaded, verdict));
  store.failPoint('command-answered');
  if (result.kind === 'appended') loaded.keep(request.commandId, verdict.events, result.events);
  return result;
}

type Verdict<Rejection> = Decision<string, Rejection> | Extract<AppendResult, { kind: 'conflict' }>;

/** The decision; when it is a refusal, on states that were confirmed against the log. */
async function judge<S extends States, Rejection>(
  request: CommandRequest<S, Rejection>,
  loaded: LoadedStreams,
): Promise<Verdict<Rejection>> {
  for (;;) {
    const verdict =
      expectedConflict(request, loaded) ??
      request.decide(loaded.states as Parameters<CommandRequest<S, Rejection>['decide']>[0]);
    if (verdict.kind === 'accepted' || loaded.confirmed) return verdict;
    await loaded.refresh();
  }
}

function expectedConflict<S extends States, Rejection>(
  request: CommandRequest<S, Rejection>,
  loaded: LoadedStreams,
): Extract<AppendResult, { kind: 'conflict' }> | undefined {
  for (const [name, expected] of Object.entries<number | undefined>(request.expected ?? {})) {
    const { stream, version } = loaded.get(name);
    if (expected !== undefined && expected !== version)
      return { kind: 'conflict', stream, expected, actual: version };
  }
  return undefined;
}

/** The answer of long ago when this command was accepted before. */
async function firstResult<S extends States, Rejection>(
  store: EventStore,
  request: CommandRequest<S, Rejection>,
): Promise<Appended | { kind: 'mismatch' } | undefined> {
  const found = await store.findCommand(request.commandId);
  if (found === undefined) return undefined;
  if (found.fingerprint !== request.fingerprint.toLowerCase()) return { kind: 'mismatch' };
  return { kind: 'duplicate', position: found.position, events: found.events, note: found.note };
}

function appendRequest<S extends States, Rejection>(
  request: CommandRequest<S, Rejection>,
  loaded: LoadedStreams,
  accepted: Extract<Decision<string, Rejection>, { kind: 'accepted' }>,
): AppendRequest {
  for (const name of Object.keys(accepted.events)) loaded.get(name);
  const streams = loaded.names.map((name) => {
    const { stream, version } = loaded.get(name);
    const events: readonly NewEvent[] = accepted.events[name] ?? [];
    const expected: ExpectedVersion = version === 0 ? 'none' : version;
    return { stream, expected, events };
  });
  const { commandId, fingerprint } = request;
  const { claims, note } = accepted;
  return {
    commandId,
    fingerprint,
    // Those with events first: the first stream is the one that holds the claims.
    streams: streams.sort((a, b) => Number(b.events.length > 0) - Number(a.events.length > 0)),
    ...(claims === undefined ? {} : { claims }),
    ...(note === undefined ? {} : { note }),
  };
}

const streamOf = (request: { streams: Readonly<Record<string, { stream: string }>> }, name: string): string =>
  request.streams[name]?.stream ?? '';

function isExpected<S extends States, Rejection>(
  request: CommandRequest<S, Rejection>,
  stream: string,
): boolean {
  return Object.entries<number | undefined>(request.expected ?? {}).some(
    ([name, version]) => version !== undefined && streamOf(request, name) === stream,
  );
}
