import {
  COMMAND_CATALOGUE,
  decideAgreement,
  decideCollection,
  decideCorrection,
  decideProject,
  emptyHistory,
  foldFacts,
  recall,
  type AgreementState,
  type AnyCommand,
  type AnyEvent,
  type CollectionState,
  type Decision,
  type DecisionContext,
  type Fact,
  type History,
  type OtherRecord,
  type ProjectState,
} from '#domain';

export const TODAY = '2026-11-24';
export const RECORD_ID = '0198c0de-0000-7000-8000-000000000001';
export const OTHER_ID = '0198c0de-0000-7000-8000-000000000002';
export const OTHER_PROJECT = '0198c0de-0000-7000-8000-000000000003';
/** Id that the first event of a record bears here. */
export const FIRST_EVENT = '0198c0de-0000-7000-9000-000000000001';
export const OTHER_COLLECTION = '0198c0de-0000-7000-8000-000000000004';
export const source = {
  publisher: 'Akimat of Zhambyl region',
  title: 'Works began',
  class: 'officialAct',
} as const;

const DECIDERS = { agreement: decideAgreement, project: decideProject, collection: decideCollection };
type Kind = keyof typeof DECIDERS;
export type AnyState = AgreementState | ProjectState | CollectionState;

/** Parses an input as the edge does; a wrong one in a test is a mistake of the test. */
export function command(name: AnyCommand['name'], input: object = {}): AnyCommand {
  const definition = COMMAND_CATALOGUE.find((known) => known.name === name);
  if (definition === undefined) throw new Error(`no command ${name}`);
  return { name, input: definition.input.parse({ sources: [source], ...input }) } as AnyCommand;
}

/** One record in memory, told by commands as a handler would tell the log. */
export class Register {
  readonly facts: Fact[] = [];
  history: History;
  today = TODAY;
  others: Record<string, OtherRecord> = {
    [OTHER_ID]: { aggregate: 'agreement', exists: true, voided: false, status: 'Signed', leadsBack: false },
  };

  constructor(readonly kind: Kind) {
    this.history = emptyHistory(kind);
  }

  get state(): AnyState {
    return this.history.state;
  }

  decide(asked: AnyCommand): Decision {
    const decide = DECIDERS[this.kind] as (
      state: AnyState,
      command: AnyCommand,
      context: DecisionContext,
    ) => Decision;
    let made = 0;
    const context = {
      today: this.today,
      recordId: RECORD_ID,
      publicId: 'PRJ-2026-0001',
      newLocalId: (use: string) => `${use}-${this.facts.length}-${(made += 1)}`,
      others: this.others,
    };
    return asked.name === 'CorrectRecord'
      ? decideCorrection(this.history, asked.input, context)
      : decide(this.state, asked, context);
  }

  /** The decision on a command that is not given. */
  decideOn(name: AnyCommand['name'], input: object = {}): Decision {
    return this.decide(command(name, input));
  }

  /** Decides and, when accepted, folds the events. */
  give(name: AnyCommand['name'], input: object = {}): Decision {
    const asked = command(name, input);
    const decision = this.decide(asked);
    if (decision.kind === 'accepted') {
      for (const event of decision.events) this.fold(event, asked.input.occurredOn ?? null);
    }
    return decision;
  }

  /** As `give`, for steps that a test takes for granted. */
  must(name: AnyCommand['name'], input: object = {}): this {
    const decision = this.give(name, input);
    if (decision.kind === 'rejected') throw new Error(`${name} was refused: ${decision.rejection.code}`);
    return this;
  }

  fold(event: AnyEvent, occurredOn: string | null): void {
    const number = String(this.facts.length + 1).padStart(12, '0');
    const fact: Fact = {
      ...event,
      id: `0198c0de-0000-7000-9000-${number}`,
      occurredOn,
      recordedOn: this.today,
      sources: [source],
      visibility: 'public',
    };
    this.facts.push(fact);
    this.history = recall(this.history, fact);
  }
}

export const replay = (kind: Kind, facts: readonly Fact[]): AnyState => foldFacts(kind, facts);

export const codeOf = (decision: Decision): string | null =>
  decision.kind === 'rejected' ? decision.rejection.code : null;

export const typesOf = (decision: Decision): string[] =>
  decision.kind === 'accepted' ? decision.events.map((event) => event.type) : [];
