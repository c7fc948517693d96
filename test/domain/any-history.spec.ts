import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  COMMAND_CATALOGUE,
  EVENT_CATALOGUE,
  nextSteps,
  projectRibbon,
  REJECTIONS,
  rollUp,
  type Aggregate,
  type CommandName,
  type Fact,
  type OtherRecord,
  type Track,
} from '#domain';
import { arbitraryOf } from '../support/domain/arbitrary-input.js';
import { long, rounds } from '../support/length.js';
import {
  OTHER_COLLECTION,
  OTHER_ID,
  OTHER_PROJECT,
  Register,
  replay,
  type AnyState,
} from '../support/domain/register.js';

const STEPS = 50;
const KINDS = ['agreement', 'project', 'collection'] as const;
const other = (aggregate: Aggregate): OtherRecord => ({
  ...{ aggregate, exists: true, voided: false, leadsBack: false },
  status: aggregate === 'agreement' ? 'Signed' : null,
});
const OTHERS = {
  [OTHER_ID]: other('agreement'),
  [OTHER_PROJECT]: other('project'),
  [OTHER_COLLECTION]: other('collection'),
};

/** What makes a record of each kind when the random opening is refused. */
const MADE = {
  agreement: { titles: { en: 'Agreement' } },
  project: { titles: { en: 'Plant' } },
  collection: { titles: { en: 'Session' }, kind: 'councilSession' },
};

const commandsOf = (kind: Aggregate) =>
  COMMAND_CATALOGUE.filter(({ aggregates }) => aggregates.includes(kind));
const inputs = new Map(COMMAND_CATALOGUE.map(({ name, input }) => [name, arbitraryOf(input)]));
const inputOf = (name: CommandName): fc.Arbitrary<unknown> => inputs.get(name) ?? fc.constant({});
const makes = (kind: Aggregate) =>
  commandsOf(kind).filter(({ creates }) => creates)[0]?.name ?? 'RegisterProject';

/** Mostly a command that is offered next, so that histories get far; rarely one that ends or divides the record. */
function draw(g: fc.GeneratorValue, kind: Aggregate, state: AnyState): CommandName {
  const all = commandsOf(kind).map(({ name }) => name);
  const offered = nextSteps(state).map(({ command }) => command.name);
  const open = g(fc.nat, { max: 4 }) > 0 && offered.length > 0 ? offered : all;
  const chosen = g((names: readonly CommandName[]) => fc.constantFrom(...names), open);
  const rare = ['VoidRecord', 'MergeRecord', 'DefinePhase'].includes(chosen) && g(fc.nat, { max: 9 }) > 0;
  return rare ? 'ConfirmStatus' : chosen;
}

/** Gives a command if its shape lets the input through, and checks what every decision must keep. */
function give(register: Register, name: CommandName, input: unknown): boolean {
  const definition = COMMAND_CATALOGUE.find((command) => command.name === name);
  if (definition?.input.safeParse(input).success !== true) return false;
  const decision = register.give(name, input as object);
  if (decision.kind === 'rejected') {
    const { code, message, hint } = decision.rejection;
    if ([message, hint].join() !== REJECTIONS[code].join()) throw new Error(`${code} says something else`);
    return false;
  }
  for (const event of decision.events) {
    const type = EVENT_CATALOGUE.find((known) => known.type === event.type);
    expect(type?.aggregates).toContain(register.kind);
    expect(type?.schema.parse(event.data)).toEqual(event.data);
  }
  return true;
}

/** As the log gives it back: keys sorted, nothing undefined. */
function stored<Value>(value: Value): Value {
  const sorted = (_key: string, item: unknown): unknown =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
      : item;
  return JSON.parse(JSON.stringify(value, sorted)) as Value;
}

function tracksOf(state: AnyState): readonly Track[] {
  if (state.aggregate === 'collection') return [];
  return state.aggregate === 'agreement' ? [state.track] : Object.values(state.tracks);
}

/** Pairs of facts that stand against what is certain of their dates. */
const misplaced = ({ entries }: Track) =>
  entries.flatMap((early, index) =>
    entries.slice(index + 1).filter((late) => early.from !== null && late.to < early.from),
  );

describe('any history', () => {
  const accepted = new Set<CommandName>();

  it.each(KINDS)('of a %s keeps what the register promises, whatever is asked of it', (kind) => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const register = new Register(kind);
        register.others = OTHERS;
        const creation = makes(kind);
        if (!give(register, creation, g(inputOf, creation))) register.must(creation, MADE[kind]);
        for (let step = 0; step < STEPS; step += 1) {
          const name = draw(g, kind, register.state);
          if (give(register, name, g(inputOf, name))) accepted.add(name);
        }
        const { state, facts } = register;
        expect(replay(kind, facts)).toEqual(state);
        expect(replay(kind, stored<Fact[]>(facts))).toEqual(state);
        expect(stored(state)).toEqual(state);
        expect(tracksOf(state).flatMap(misplaced)).toEqual([]);
        nextSteps(state);
        if (state.aggregate === 'project') expect([rollUp(state), projectRibbon(state)]).toHaveLength(2);
      }),
      { numRuns: rounds(kind === 'collection' ? 100 : 150, 5_000), ...(long ? {} : { seed: 2026 }) },
    );
  });

  it('accepts every command of the catalogue somewhere on the way', () => {
    const never = COMMAND_CATALOGUE.filter(({ name, creates }) => !creates && !accepted.has(name)).map(
      ({ name }) => name,
    );
    expect(never).toEqual([]);
  });
});

describe('inputs of any shape', () => {
  it.each(COMMAND_CATALOGUE.map((command) => [command.name, command] as const))(
    'are let through or refused with a path by %s, never thrown over',
    (...[, { input }]) => {
      const fields = Object.fromEntries(Object.keys(input.shape).map((name) => [name, fc.anything()]));
      const anything = fc.oneof(fc.anything(), fc.record(fields, { requiredKeys: [] }));
      fc.assert(
        fc.property(anything, (value) => {
          // Documents with these names are refused before any shape is asked.
          fc.pre(!/"(toString|valueOf)"/.test(fc.stringify(value)));
          const parsed = input.safeParse(value);
          if (!parsed.success) expect(parsed.error.issues.length).toBeGreaterThan(0);
        }),
        { numRuns: rounds(50, 2_000) },
      );
    },
  );
});
