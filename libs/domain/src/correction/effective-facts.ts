import type { Fact } from '../event/fact.js';

type Json = Readonly<Record<string, unknown>>;

interface Amendments {
  /** Corrections of an original in order of recording: of one field the last counts. */
  readonly corrected: ReadonlyMap<string, readonly Extract<Fact, { type: 'EventCorrected' }>[]>;
  readonly retracted: ReadonlySet<string>;
}

function amendmentsOf(facts: readonly Fact[]): Amendments {
  const corrected = new Map<string, Extract<Fact, { type: 'EventCorrected' }>[]>();
  const retracted = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'EventRetracted') retracted.add(fact.data.targetEventId);
    if (fact.type !== 'EventCorrected') continue;
    const before = corrected.get(fact.data.targetEventId) ?? [];
    corrected.set(fact.data.targetEventId, [...before, fact]);
  }
  return { corrected, retracted };
}

/** The facts as they stand now, in order of version: corrected where they were corrected, without the retracted. */
export function effectiveFacts(facts: readonly Fact[]): readonly Fact[] {
  const { corrected, retracted } = amendmentsOf(facts);
  if (corrected.size === 0 && retracted.size === 0) return facts;
  return facts
    .filter(({ id }) => !retracted.has(id))
    .map((fact) => (corrected.get(fact.id) ?? []).reduce(amend, fact));
}

/** An original with one correction. A new day may lie after the day on which the wrong one was recorded. */
export function amend(original: Fact, correction: Extract<Fact, { type: 'EventCorrected' }>): Fact {
  const { occurredOn, data } = correction.data.patch;
  return {
    ...original,
    ...(data === undefined ? {} : { data: merged(original.data, data) }),
    ...(occurredOn === undefined ? {} : { occurredOn, recordedOn: correction.recordedOn }),
  } as Fact;
}

/** RFC 7396: members replace, objects merge, null takes away. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const members = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, merged(members.get(name), value));
  }
  return Object.fromEntries(members);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
