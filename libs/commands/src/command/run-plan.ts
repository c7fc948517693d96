import { z } from 'zod';
import { warningShape, type CommandAnswer } from '#contracts';
import { REJECTIONS, type Rejection, type RejectionCode } from '#domain';
import {
  runCommand,
  StoreBusy,
  type AppendedEvent,
  type CommandOutcome,
  type EventStore,
  type JsonValue,
  type LoadedStream,
} from '#event-store';
import { isDuplicateKey } from '../record/duplicate-keys.js';
import { recordOf, RECORD_MODELS, streamOf, type LoadedRecord } from '../record/record-model.js';
import { newEvents, type Moment } from './new-events.js';
import type { Plan, PlanVerdict } from './plan.js';
import type { CommandResult } from './request.js';

type Undecided = Extract<PlanVerdict, { kind: 'rejected' | 'missing' }>;
type Outcome = CommandOutcome<Undecided>;

/** What the answer needs beside the events; the log keeps it with the command. */
const noteShape = z.object({
  id: z.string(),
  publicId: z.string(),
  warnings: z.array(warningShape),
  project: z.object({ id: z.string(), publicId: z.string() }).optional(),
});

/**
 * Decides a plan on the state of the log and appends what was decided.
 * @throws what the event store throws: StoreBusy, StoreUnavailable, OutcomeUnknown, EventRefused.
 */
export async function runPlan(store: EventStore, plan: Plan, moment: Moment): Promise<CommandResult> {
  const streams = new Set(plan.streams);
  for (;;) {
    const outcome = await runOnce(store, plan, moment, streams);
    if (outcome.kind !== 'rejected') return resultOf(store, plan, outcome, moment);
    if (outcome.rejection.kind === 'rejected') return outcome.rejection;
    for (const stream of outcome.rejection.streams) streams.add(stream);
  }
}

function runOnce(
  store: EventStore,
  plan: Plan,
  moment: Moment,
  streams: ReadonlySet<string>,
): Promise<Outcome> {
  return runCommand<Record<string, LoadedRecord>, Undecided>(store, {
    ...requestOf(plan, moment, streams),
    decide: (loaded) => decisionOf(plan, moment, loaded),
  });
}

/** The plan as the log takes it, but for the decision. */
export function requestOf(plan: Plan, moment: Moment, streams: ReadonlySet<string>) {
  const target = streamOf(plan.target.aggregate, plan.target.id);
  const { expectedVersion } = moment;
  return {
    commandId: moment.commandId,
    fingerprint: plan.fingerprint,
    streams: Object.fromEntries(
      [...streams].map((stream) => [stream, { stream, model: RECORD_MODELS[recordOf(stream).aggregate] }]),
    ),
    ...(expectedVersion === undefined ? {} : { expected: { [target]: expectedVersion } }),
  };
}

/** Loaded records by their stream. */
export const recordsOf = (
  loaded: Readonly<Record<string, LoadedStream<LoadedRecord>>>,
): ReadonlyMap<string, LoadedRecord> =>
  new Map(Object.values(loaded).map(({ stream, state }) => [stream, state]));

function decisionOf(
  plan: Plan,
  moment: Moment,
  loaded: Readonly<Record<string, LoadedStream<LoadedRecord>>>,
) {
  const verdict = plan.decide(recordsOf(loaded));
  if (verdict.kind !== 'accepted') return { kind: 'rejected', rejection: verdict } as const;
  const { second } = plan;
  const note: JsonValue = {
    id: plan.target.id,
    publicId: verdict.publicId,
    warnings: verdict.warnings.map(({ code, message }) => ({ code, message })),
    ...(second === undefined ? {} : { project: { id: second.id, publicId: second.publicId } }),
  };
  return {
    kind: 'accepted',
    events: Object.fromEntries(
      verdict.parts.map(({ stream, events, recording }) => [stream, newEvents(events, recording, moment)]),
    ),
    claims: verdict.claims,
    note,
  } as const;
}

async function resultOf(
  store: EventStore,
  plan: Plan,
  outcome: Exclude<Outcome, { kind: 'rejected' }>,
  moment: Moment,
): Promise<CommandResult> {
  switch (outcome.kind) {
    case 'appended':
    case 'duplicate':
      return acceptedResult(outcome);
    case 'mismatch':
      return { kind: 'mismatch' };
    case 'conflict':
      if (moment.expectedVersion === undefined)
        throw new StoreBusy(`too many write ${outcome.stream} at once`);
      return outcome.actual === 0
        ? rejected('STREAM_NOT_FOUND')
        : { kind: 'conflict', currentVersion: outcome.actual };
    case 'claimed':
      return claimedResult(store, plan, outcome);
  }
}

interface Answered {
  readonly kind: 'appended' | 'duplicate';
  readonly position: bigint;
  readonly events: readonly AppendedEvent[];
  readonly note: unknown;
}

/** The answer to an accepted command, the same for its first time and for every repetition. */
export function acceptedResult({ kind, position, events, note }: Answered): CommandResult {
  const { id, publicId, warnings, project } = noteShape.parse(note);
  const own = events.filter((event) => recordOf(event.stream).id === id);
  const answer: CommandAnswer = {
    ...{ id, publicId, version: own.at(-1)?.version ?? 0, position: position.toString() },
    events: events.map((event) => ({
      ...{ id: event.id, type: event.type, version: event.version, position: event.position.toString() },
    })),
    warnings,
    ...(project === undefined ? {} : { project }),
  };
  return { kind: 'accepted', repeated: kind === 'duplicate', answer };
}

/** The refusal of what another record holds already. */
export async function claimedResult(
  store: EventStore,
  plan: Plan,
  { key, holder }: { readonly key: string; readonly holder: string },
): Promise<CommandResult> {
  // A number is given out once, so only a log that was put together from two could hold it already.
  if (!isDuplicateKey(key))
    throw new StoreBusy(`${key} is taken: ${plan.name} starts over with another number`);
  const { aggregate, id } = recordOf(holder);
  let existing: LoadedRecord = RECORD_MODELS[aggregate].initial;
  for await (const event of store.readStream(holder, { limit: 1 })) {
    existing = RECORD_MODELS[aggregate].evolve(existing, event);
  }
  return rejected('POSSIBLE_DUPLICATE_RECORD', { existingId: id, publicId: existing.state.publicId });
}

/** A refusal that the log, not a record's state, gives rise to. */
export function rejected(code: RejectionCode, details?: Rejection['details']): CommandResult {
  const [message, hint] = REJECTIONS[code];
  return {
    kind: 'rejected',
    rejection: { code, message, hint, ...(details === undefined ? {} : { details }) },
  };
}
