import type { CorrectionCommand } from '../command/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import type { AnyEvent } from '../event/catalogue.js';
import type { Fact } from '../event/fact.js';
import { compareDecimals, sumDecimals } from '../values/decimal.js';
import { effectiveFacts } from './effective-facts.js';
import { factsOf, foldFacts, isCorrection, type History } from './history.js';
import { standingOf } from './legality.js';
import { refusePatch } from './refuse-patch.js';

type Input = CorrectionCommand['input'];
type Correction = Input['corrections'][number];
type Retraction = Input['retractions'][number];

const REGISTRATIONS = new Set<string>(['AgreementRegistered', 'ProjectRegistered', 'CollectionDefined']);

/**
 * Decides corrections and retractions on all that was ever recorded of a record. What comes out is folded anew and
 * must be as possible as it was before: events that it would make impossible are named.
 */
export function decideCorrection(
  history: History,
  { corrections, retractions }: Input,
  context: DecisionContext,
): Decision {
  if (!history.state.exists) return reject('STREAM_NOT_FOUND');
  const facts = factsOf(history);
  const amendments = [...corrections, ...retractions];
  if (amendments.length === 0) return reject('NO_CHANGE', { field: 'corrections' });
  for (const amendment of amendments) {
    const refused = refuseTarget(history, facts, amendment) ?? refuseTwice(amendments, amendment);
    if (refused !== undefined) return refused;
  }
  const retracted = retractions.find(({ targetEventId }) =>
    REGISTRATIONS.has(factOf(facts, targetEventId)?.type ?? ''),
  );
  if (retracted !== undefined) return reject('USE_VOID', { eventId: retracted.targetEventId });
  for (const correction of corrections) {
    const original = effectiveFacts(facts).find(({ id }) => id === correction.targetEventId);
    const refused = original === undefined ? undefined : refusePatch(original, correction, context);
    if (refused !== undefined) return refused;
  }
  return judged(history, facts, { corrections, retractions, today: context.today });
}

const factOf = (facts: readonly Fact[], id: string): Fact | undefined => facts.find((fact) => fact.id === id);

function refuseTarget(
  { state }: History,
  facts: readonly Fact[],
  { targetEventId: eventId }: Correction | Retraction,
): Decision | undefined {
  const target = factOf(facts, eventId);
  if (target === undefined) return reject('TARGET_NOT_FOUND', { eventId });
  if (isCorrection(target)) return reject('CORRECTION_OF_CORRECTION', { eventId });
  return state.retractedIds.includes(eventId) ? reject('TARGET_RETRACTED', { eventId }) : undefined;
}

const refuseTwice = (
  all: readonly (Correction | Retraction)[],
  { targetEventId: eventId }: Correction | Retraction,
): Decision | undefined =>
  all.filter(({ targetEventId }) => targetEventId === eventId).length > 1
    ? reject('TARGET_TWICE', { eventId })
    : undefined;

/** The history with the amendments must hold as well as it did without them. */
function judged(
  history: History,
  facts: readonly Fact[],
  { corrections, retractions, today }: Pick<Input, 'corrections' | 'retractions'> & { today: string },
): Decision {
  const events: AnyEvent[] = [
    ...corrections.map((data) => ({ type: 'EventCorrected' as const, data })),
    ...retractions.map((data) => ({ type: 'EventRetracted' as const, data })),
  ];
  const targets = [...corrections, ...retractions].map(({ targetEventId }) => factOf(facts, targetEventId));
  if (new Set(targets.map((target) => target?.visibility)).size > 1) return reject('MIXED_VISIBILITY');
  const meta = { occurredOn: null, recordedOn: today, sources: [], visibility: 'public' as const };
  const amended = [...facts, ...events.map((event, n) => ({ ...event, ...meta, id: `new ${n}` }))];
  const { aggregate } = history.state;
  const [before, after] = [standings(aggregate, facts), standings(aggregate, amended)];
  const illegal = after.illegal.filter((id) => !before.illegal.includes(id));
  if (illegal.length > 0) return reject('TIMELINE_CONFLICT', { eventIds: illegal });
  const role = roleOverHundred(after.state.parties);
  if (role !== undefined) return reject('SHARE_OVER_100', { role });
  const uncertain = after.moved.some((id) => !before.moved.includes(id));
  return accept(events, uncertain ? ['ORDER_UNCERTAIN'] : []);
}

function standings(aggregate: History['state']['aggregate'], facts: readonly Fact[]) {
  const [illegal, moved]: [string[], string[]] = [[], []];
  const state = foldFacts(aggregate, facts, (before, fact) => {
    const standing = standingOf(before, fact);
    if (standing === 'illegal') illegal.push(fact.id);
    if (standing === 'moved') moved.push(fact.id);
  });
  return { state, illegal, moved };
}

function roleOverHundred(parties: History['state']['parties']): string | undefined {
  const shares = new Map<string, string[]>();
  for (const { role, share } of parties) {
    if (share !== undefined) shares.set(role, [...(shares.get(role) ?? []), share]);
  }
  return [...shares].find(([, parts]) => compareDecimals(sumDecimals(parts), '100') > 0)?.[0];
}
