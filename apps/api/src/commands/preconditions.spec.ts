import { describe, expect, it } from '@jest/globals';
import { isUuid } from '#platform';
import { commandIdOf, etagOf, expectedVersionOf } from './preconditions.js';

describe('commandIdOf', () => {
  it('takes a uuid of any version and letter case', () => {
    const key = '3F333DF6-90A4-4FDA-8DD3-9485D27CEE36';
    expect(commandIdOf({ 'idempotency-key': key })).toEqual({ commandId: key.toLowerCase(), given: true });
  });

  it('makes one when there is none', () => {
    const { commandId, given } = commandIdOf({});
    expect([isUuid(commandId), given]).toEqual([true, false]);
  });

  it.each(['', 'abc', '3f333df6-90a4-4fda-8dd3-9485d27cee3', `"3f333df6-90a4-4fda-8dd3-9485d27cee36"`])(
    'refuses %p',
    (key) => {
      expect(() => commandIdOf({ 'idempotency-key': key })).toThrow('INVALID_HEADER');
    },
  );
});

describe('expectedVersionOf', () => {
  it('reads what etagOf writes', () => {
    expect(expectedVersionOf({ 'if-match': etagOf(17) })).toBe(17);
    expect(expectedVersionOf({})).toBeUndefined();
  });

  it.each(['*', '17', '"0"', '"-1"', 'W/"3"', '"1", "2"', '"1e3"'])('refuses %s', (header) => {
    expect(() => expectedVersionOf({ 'if-match': header })).toThrow('INVALID_HEADER');
  });
});
