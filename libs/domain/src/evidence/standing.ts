import { EVIDENCE_CLASSES } from '../codes/words.js';
import { effectiveFacts } from '../correction/effective-facts.js';
import { foldFacts } from '../correction/history.js';
import type { Aggregate } from '../event/define-event.js';
import type { Fact } from '../event/fact.js';
import type { AnyRecord } from '../record/any-record.js';
import type { Party } from '../values/party.js';
import { sameValue } from '../values/same.js';
import type { Source } from '../values/source.js';
import { claimOf, counts, shownIn } from './claim.js';

type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** One thing that a fact says of a record, with everything that speaks for it and against it. */
export interface Claim {
  readonly eventId: string;
  readonly says: unknown;
  readonly occurredOn: string | null;
  readonly recordedOn: string;
  readonly sources: readonly Source[];
  /** The best class among its sources; null: it has none. */
  readonly standing: EvidenceClass | null;
  /** Whether the record shows it. */
  readonly counts: boolean;
  readonly corrected: boolean;
  readonly retracted: boolean;
  readonly verifications: readonly { readonly eventId: string; readonly method: string }[];
  readonly disputes: readonly {
    readonly eventId: string;
    readonly byParty: Party;
    readonly statement: string;
  }[];
}

/** What is said of one thing, side by side. */
export interface Subject {
  readonly about: string;
  /** Whether claims that were not retracted differ. */
  readonly disagreement: boolean;
  readonly disputed: boolean;
  readonly claims: readonly Claim[];
}

/** Everything that the facts of a record say, subject by subject, in the order in which it was first said. */
export function subjectsOf(aggregate: Aggregate, facts: readonly Fact[]): readonly Subject[] {
  const state = foldFacts(aggregate, facts);
  const record = { state, shown: shownIn(state) };
  const effective = new Map(effectiveFacts(facts).map((fact) => [fact.id, fact]));
  const remarks = remarksOf([...effective.values()]);
  const subjects = new Map<string, Claim[]>();
  for (const recorded of facts) {
    const fact = effective.get(recorded.id) ?? recorded;
    const said = claimOf(fact);
    if (said === undefined) continue;
    push(
      subjects,
      said.about,
      claimFrom(record, fact, { said, remarks, retracted: !effective.has(fact.id) }),
    );
  }
  return [...subjects].map(([about, claims]) => ({ about, claims, ...verdictOn(claims) }));
}

function verdictOn(claims: readonly Claim[]): Pick<Subject, 'disagreement' | 'disputed'> {
  const alive = claims.filter(({ retracted }) => !retracted);
  return {
    disagreement: alive.some(({ says }) => !sameValue(says, alive[0]?.says)),
    disputed: alive.some(({ disputes }) => disputes.length > 0),
  };
}

interface Around {
  readonly said: { readonly about: string; readonly says: unknown };
  readonly remarks: Remarks;
  readonly retracted: boolean;
}

interface Shown {
  readonly state: AnyRecord;
  readonly shown: ReadonlySet<string>;
}

function claimFrom({ state, shown }: Shown, fact: Fact, { said, remarks, retracted }: Around): Claim {
  const sources = [...(fact.sources as readonly Source[]), ...(remarks.evidence.get(fact.id) ?? [])];
  return {
    ...{ eventId: fact.id, says: said.says, occurredOn: fact.occurredOn, recordedOn: fact.recordedOn },
    ...{ sources, standing: bestOf(sources), counts: !retracted && counts(state, shown, fact), retracted },
    corrected: state.correctedIds.includes(fact.id),
    verifications: remarks.verifications.get(fact.id) ?? [],
    disputes: remarks.disputes.get(fact.id) ?? [],
  };
}

const bestOf = (sources: readonly Source[]): EvidenceClass | null =>
  EVIDENCE_CLASSES.find((known) => sources.some((source) => source.class === known)) ?? null;

interface Remarks {
  readonly evidence: ReadonlyMap<string, Source[]>;
  readonly verifications: ReadonlyMap<string, Claim['verifications'][number][]>;
  readonly disputes: ReadonlyMap<string, Claim['disputes'][number][]>;
}

/** Evidence, verifications and disputes by the event that they are about. */
function remarksOf(facts: readonly Fact[]): Remarks {
  const evidence = new Map<string, Source[]>();
  const verifications = new Map<string, Claim['verifications'][number][]>();
  const disputes = new Map<string, Claim['disputes'][number][]>();
  for (const fact of facts) {
    if (fact.type === 'EvidenceAttached' && fact.data.supportsEventId !== undefined) {
      push(evidence, fact.data.supportsEventId, fact.data.source);
    }
    if (fact.type === 'FactVerified') {
      push(verifications, fact.data.targetEventId, { eventId: fact.id, method: fact.data.method });
    }
    if (fact.type === 'FactDisputed') {
      const { targetEventId, byParty, statement } = fact.data;
      push(disputes, targetEventId, { eventId: fact.id, byParty, statement });
    }
  }
  return { evidence, verifications, disputes };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
