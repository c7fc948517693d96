import type { CommandPreview } from '#contracts';
import { currentState, rollUp, type AnyEvent, type Fact } from '#domain';
import { runCommand, type EventStore, type JsonValue, type LoadedStream } from '#event-store';
import { evolveRecord, streamOf, type LoadedRecord, RECORD_MODELS } from '../record/record-model.js';
import type { Moment } from './new-events.js';
import type { Plan, PlannedEvents, PlanVerdict } from './plan.js';
import type { CommandResult } from './request.js';
import { acceptedResult, claimedResult, recordsOf, requestOf } from './run-plan.js';

type Preview = Omit<CommandPreview, 'told'>;
type Accepted = Extract<PlanVerdict, { kind: 'accepted' }>;

/** What a command would come to: its preview, or what it would be answered; an earlier answer where it was given. */
export type PreviewResult =
  | { readonly kind: 'previewed'; readonly preview: Preview; readonly amends: readonly string[] }
  | CommandResult;

type Loaded = Readonly<Record<string, LoadedStream<LoadedRecord>>>;
interface Seen {
  readonly verdict: PlanVerdict;
  readonly loaded: Loaded;
}

/** Decides a plan on the state of the log and appends nothing. @throws what reads of the event store throw. */
export async function previewPlan(store: EventStore, plan: Plan, moment: Moment): Promise<PreviewResult> {
  const streams = new Set(plan.streams);
  for (;;) {
    const outcome = await runCommand<Record<string, LoadedRecord>, Seen>(store, {
      ...requestOf(plan, moment, streams),
      // A refusal is given on states that were confirmed against the log, and nothing is appended.
      decide: (loaded) => ({
        kind: 'rejected',
        rejection: { verdict: plan.decide(recordsOf(loaded)), loaded },
      }),
    });
    if (outcome.kind !== 'rejected') return answered(outcome);
    const { verdict, loaded } = outcome.rejection;
    if (verdict.kind === 'rejected') return verdict;
    if (verdict.kind === 'accepted') return preview(store, plan, { verdict, loaded, moment });
    for (const stream of verdict.streams) streams.add(stream);
  }
}

/** What was decided without a look at the present state: an answer of before, or the version that is expected. */
function answered(
  outcome: Exclude<
    Awaited<ReturnType<typeof runCommand<Record<string, LoadedRecord>, Seen>>>,
    { kind: 'rejected' }
  >,
): CommandResult {
  if (outcome.kind === 'appended' || outcome.kind === 'duplicate') return acceptedResult(outcome);
  if (outcome.kind === 'conflict') return { kind: 'conflict', currentVersion: outcome.actual };
  return { kind: 'mismatch' };
}

async function preview(
  store: EventStore,
  plan: Plan,
  { verdict, loaded, moment }: { verdict: Accepted; loaded: Loaded; moment: Moment },
): Promise<PreviewResult> {
  const held = [...(await store.findClaims(verdict.claims))].find(
    ([, holder]) => loaded[holder] === undefined,
  );
  if (held !== undefined) return claimedResult(store, plan, { key: held[0], holder: held[1] });
  const target = streamOf(plan.target.aggregate, plan.target.id);
  const before = loaded[target];
  const events = verdict.parts.flatMap(({ stream, events: own, recording }) =>
    own.map(({ type, data }) => ({
      ...{ stream, type, data: data as JsonValue, occurredOn: recording.occurredOn ?? null },
    })),
  );
  const part = verdict.parts.find(({ stream }) => stream === target);
  const record = before?.state ?? RECORD_MODELS[plan.target.aggregate].initial;
  return {
    kind: 'previewed',
    preview: {
      dryRun: true,
      id: plan.target.id,
      publicId: before === undefined || before.version === 0 ? null : verdict.publicId,
      version: before?.version ?? 0,
      events,
      state: standing(part === undefined ? record : after(record, part, moment.today)),
      warnings: verdict.warnings.map(({ code, message }) => ({ code, message })),
    },
    amends: amendedBy(part?.events ?? []),
  };
}

function after(record: LoadedRecord, { events, recording }: PlannedEvents, today: string): LoadedRecord {
  const { occurredOn = null, sources, visibility } = recording;
  const fact = (event: AnyEvent, index: number): Fact => ({
    ...event,
    ...{ id: `new ${index}`, occurredOn, recordedOn: today, sources, visibility },
  });
  return events.map(fact).reduce(evolveRecord, record);
}

function standing({ state }: LoadedRecord): Preview['state'] {
  switch (state.aggregate) {
    case 'agreement':
      return { legalStatus: currentState(state.track).status, stage: null };
    case 'project':
      return { legalStatus: null, stage: rollUp(state) };
    case 'collection':
      return { legalStatus: null, stage: null };
  }
}

const amendedBy = (events: readonly AnyEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'EventCorrected' || event.type === 'EventRetracted' ? [event.data.targetEventId] : [],
  );
