import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, MAX_DEPTH } from './canonical.js';
import { EventRefused } from './errors.js';

const problemOf = (value: unknown): { problem: string; path: string } => {
  try {
    canonicalJson(value);
  } catch (error) {
    if (error instanceof EventRefused) return { problem: error.problem, path: error.path };
    throw error;
  }
  throw new Error('was not refused');
};

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

describe('canonicalJson', () => {
  it('gives the text of RFC 8785 section 3.2.2', () => {
    const input: unknown = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names by UTF-16 code units, as in section 3.2.3', () => {
    const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    const names = Object.keys(JSON.parse(canonicalJson(input)) as object);
    expect(names.filter((name) => name !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\u{1f600}',
      '\ufb33',
    ]);
    expect(canonicalJson(input)).toMatch(/^\{"\\r":2,"1":4,/);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [0.000001, '0.000001'],
    [333333333.33333325, '333333333.33333325'],
  ])('prints the number %d as RFC 8785 appendix B does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('agrees with the reference implementation on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        fc.pre(!JSON.stringify(value).includes('\\u0000'));
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads back as what it was given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        fc.pre(!JSON.stringify(value).includes('\\u0000'));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('refuses what JSON or Postgres cannot hold, and says where', () => {
    expect(problemOf({ a: ['x', 'y\0'] })).toEqual({ problem: 'nul', path: '/a/1' });
    expect(problemOf({ a: '\ud800' })).toEqual({ problem: 'lone_surrogate', path: '/a' });
    expect(problemOf({ 'n\udc00': 1 })).toEqual({ problem: 'lone_surrogate', path: '/n\udc00' });
    expect(problemOf([Number.NaN])).toEqual({ problem: 'not_finite', path: '/0' });
    expect(problemOf([Number.NEGATIVE_INFINITY])).toEqual({ problem: 'not_finite', path: '/0' });
    expect(problemOf([undefined])).toEqual({ problem: 'not_json', path: '/0' });
    expect(problemOf({ at: new Date() })).toEqual({ problem: 'not_json', path: '/at' });
    expect(problemOf({ n: 1n })).toEqual({ problem: 'not_json', path: '/n' });
  });

  it(`takes ${MAX_DEPTH} levels and no more`, () => {
    expect(canonicalJson(nested(MAX_DEPTH))).toBe(`${'['.repeat(MAX_DEPTH)}1${']'.repeat(MAX_DEPTH)}`);
    expect(problemOf(nested(MAX_DEPTH + 1)).problem).toBe('too_deep');
  });
});
