import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AGREEMENT_TABLE,
  BUILD_TABLE,
  NO_BUILD_TABLE,
  currentState,
  emptyAgreement,
  type CommandName,
  type Track,
} from '#domain';
import { long, rounds } from '../support/length.js';
import { INPUTS } from '../support/domain/reach.js';
import { codeOf, Register } from '../support/domain/register.js';

interface Step {
  readonly name: CommandName;
  readonly input: object;
}

const MACHINES = {
  agreement: {
    names: Object.keys(AGREEMENT_TABLE) as CommandName[],
    start: () =>
      new Register('agreement').must('RegisterAgreement', { titles: { en: 'A' }, parties: [CNPC] }),
  },
  build: {
    names: Object.keys(BUILD_TABLE) as CommandName[],
    start: () => new Register('project').must('RegisterProject', { titles: { en: 'P' } }),
  },
  noBuild: {
    names: Object.keys(NO_BUILD_TABLE) as CommandName[],
    start: () =>
      new Register('project').must('RegisterProject', { titles: { en: 'S' }, deliveryMode: 'no_build' }),
  },
};
const CNPC = { party: { name: 'CNPC', countryCode: 'CN' }, role: 'partner', side: 'china' };
/** One consent a party, and one successor: said twice they are refused for other reasons than their order. */
const ONCE = new Set<string>(['RecordConsent', 'SupersedeAgreement']);

function trackOf({ state }: Register): Track {
  const track = state.aggregate === 'agreement' ? state.track : undefined;
  const whole = state.aggregate === 'project' ? state.tracks.whole : undefined;
  return track ?? whole ?? emptyAgreement.track;
}
/** What a history comes to: its facts by date, and where each of them led. */
const outcome = (register: Register) => {
  const { entries, states } = trackOf(register);
  return entries.map(({ event, from }, index) => [event, from, states[index]]);
};

/** A legal history of some length, one day and one step after the other. */
function walk(machine: keyof typeof MACHINES, choices: readonly number[]): readonly Step[] {
  const register = MACHINES[machine].start();
  return choices.flatMap((choice, index) => {
    const occurredOn = new Date(Date.UTC(2024, 0, 1 + index * 9)).toISOString().slice(0, 10);
    const legal = MACHINES[machine].names.filter((name) => {
      if (ONCE.has(name)) return false;
      return codeOf(register.decideOn(name, { ...INPUTS[name], occurredOn })) === null;
    });
    const name = legal[choice % Math.max(1, legal.length)];
    if (name === undefined) return [];
    const input = { ...INPUTS[name], occurredOn };
    register.must(name, input);
    return [{ name, input }];
  });
}

const tell = (machine: keyof typeof MACHINES, steps: readonly Step[]) => {
  const register = MACHINES[machine].start();
  const accepted = steps.every(({ name, input }) => codeOf(register.give(name, input)) === null);
  return { register, accepted };
};

describe.each(['agreement', 'build', 'noBuild'] as const)(
  'facts of certain dates on the track %s',
  (machine) => {
    const histories = (minLength: number, maxLength: number) =>
      fc.array(fc.nat({ max: 99 }), { minLength, maxLength }).map((choices) => walk(machine, choices));

    it('come to the same in whatever order they arrive', () => {
      let agreed = 0;
      const shuffled = histories(2, 5).chain((steps) =>
        fc.tuple(fc.constant(steps), fc.shuffledSubarray([...steps], { minLength: steps.length })),
      );
      fc.assert(
        fc.property(shuffled, ([steps, arrival]) => {
          // Some orders of arrival are refused on the way, as each command is judged by what is known at that time.
          const { register, accepted } = tell(machine, arrival);
          if (!accepted) return;
          agreed += 1;
          expect(outcome(register)).toEqual(outcome(tell(machine, steps).register));
        }),
        { numRuns: rounds(150, 5_000), ...(long ? {} : { seed: 7 }) },
      );
      expect(agreed).toBeGreaterThan(10);
    });

    it('are accepted late wherever the history is legal without and with them', () => {
      let late = 0;
      const omitted = histories(3, 9).chain((steps) =>
        fc.tuple(fc.constant(steps), fc.nat({ max: Math.max(0, steps.length - 1) })),
      );
      fc.assert(
        fc.property(omitted, ([steps, index]) => {
          const missing = steps[index];
          const { register, accepted } = tell(
            machine,
            steps.filter((step) => step !== missing),
          );
          if (missing === undefined || !accepted) return;
          late += 1;
          expect(codeOf(register.give(missing.name, missing.input))).toBeNull();
          const whole = tell(machine, steps).register;
          expect(outcome(register)).toEqual(outcome(whole));
          expect(currentState(trackOf(register))).toEqual(currentState(trackOf(whole)));
        }),
        { numRuns: rounds(150, 5_000), ...(long ? {} : { seed: 7 }) },
      );
      expect(late).toBeGreaterThan(10);
    });
  },
);
