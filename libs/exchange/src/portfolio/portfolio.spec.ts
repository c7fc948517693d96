import { describe, expect, it } from '@jest/globals';
import { COMMAND_CATALOGUE } from '#domain';
import { portfolioCommands } from './portfolio.js';

const someRecord = () => '0198c0de-0000-7000-8000-000000000002';
const read = () => portfolioCommands().map((command) => ({ ...command, input: command.input(someRecord) }));
const commands = read();
const named = (name: string) => commands.filter((command) => command.name === name);

describe('the first portfolio', () => {
  it('is 19 records: 15 projects and programmes, 2 agreements, 2 collections', () => {
    const counts = ['RegisterProject', 'RegisterAgreement', 'DefineCollection'].map(
      (name) => named(name).length,
    );
    expect(counts).toEqual([15, 2, 2]);
  });

  it.each(commands.map((command) => [`${command.name} ${command.entry}`, command] as const))(
    '%s is an input that the register takes',
    (_title, { name, input }) => {
      const definition = COMMAND_CATALOGUE.find((known) => known.name === name);
      expect(definition?.input.safeParse(input).error?.issues).toBeUndefined();
    },
  );

  it('gives every record a sector of the list', () => {
    for (const { input, name } of commands.filter(
      ({ name }) => name.startsWith('Re') || name.startsWith('Define'),
    )) {
      expect([name, input.classifications]).toEqual([
        name,
        expect.arrayContaining([expect.objectContaining({ scheme: 'sector' })]),
      ]);
    }
  });

  it('keeps the sum of the session a claim: one record has a value of its own', () => {
    expect(commands.filter(({ input }) => input.value !== undefined).map(({ entry }) => entry)).toEqual([
      'SEED-04',
    ]);
    const claims = named('DefineCollection').flatMap(
      ({ input }) => input.claims as { unit: string; value: string }[],
    );
    expect(claims).toHaveLength(11);
    expect(claims).toContainEqual(
      expect.objectContaining({ unit: 'USD', value: '15000000000', qualifier: 'moreThan' }),
    );
  });

  it('is the same each time, command ids included', () => {
    expect(read()).toEqual(commands);
    expect(new Set(commands.map(({ commandId }) => commandId)).size).toBe(commands.length);
  });

  it('signs and links only what the article says', () => {
    expect(named('SignAgreement').map(({ entry }) => entry)).toEqual(['SEED-02']);
    expect(named('LinkProject').map(({ entry }) => entry)).toEqual(['SEED-02']);
  });
});
