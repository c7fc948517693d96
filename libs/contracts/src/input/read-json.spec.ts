import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson, type ReadJsonResult } from './read-json.js';

const read = (text: string): ReadJsonResult => readJson(new TextEncoder().encode(text));
const codeOf = (result: ReadJsonResult): string | undefined => {
  if (result.kind === 'malformed') return result.code;
  return result.kind === 'invalid' ? result.errors[0]?.code : result.kind;
};
const pointerOf = (result: ReadJsonResult): string | undefined => {
  if (result.kind === 'malformed') return result.pointer;
  return result.kind === 'invalid' ? result.errors[0]?.pointer : undefined;
};

describe('readJson', () => {
  it('gives what JSON.parse gives for every document within the limits', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aЖ中 "\\{}[],:-0e') });
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, false, 0, -1.5, 1e-7, 123456789, Number.MAX_SAFE_INTEGER),
        text,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(text, tie('node'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (document, indent) => {
        const written = JSON.stringify(document, null, indent);
        expect(read(written)).toEqual({ kind: 'read', value: JSON.parse(written) as unknown });
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(readJson(bytes).kind).toMatch(/^(read|malformed|invalid)$/);
      }),
    );
  });

  it.each([
    ['a document that breaks off', '{"a": [1, 2', 'INVALID_JSON', ''],
    ['nothing', '', 'INVALID_JSON', ''],
    ['NaN', '{"a": NaN}', 'INVALID_JSON', ''],
    ['a doubled name', '{"role":"user","role":"admin"}', 'DUPLICATE_NAME', '/role'],
    ['a name doubled by an escape', String.raw`{"x":{"role":1,"rol\u0065":2}}`, 'DUPLICATE_NAME', '/x/role'],
    ['__proto__', '{"a":{"__proto__":{"admin":true}}}', 'FORBIDDEN_NAME', '/a/__proto__'],
    ['an escaped __proto__', String.raw`{"\u005f_proto__":1}`, 'FORBIDDEN_NAME', '/__proto__'],
    [
      'a list that is none',
      '{"sources":{"length":{"toString":{}}}}',
      'FORBIDDEN_NAME',
      '/sources/length/toString',
    ],
    ['constructor.prototype', '{"constructor":{"prototype":{"x":1}}}', 'FORBIDDEN_NAME', '/constructor'],
    ['100,000 brackets', '['.repeat(100_000), 'TOO_DEEP', ''],
    ['17 levels', '['.repeat(17) + ']'.repeat(17), 'TOO_DEEP', ''],
    ['NUL', String.raw`{"titles":{"en":"a\u0000b"}}`, 'INVALID_TEXT', '/titles/en'],
    ['half a surrogate pair', String.raw`{"titles":{"en":"\ud800"}}`, 'INVALID_TEXT', '/titles/en'],
    ['a bidi override', '{"parties":[{"name":"abc\u202Ecod"}]}', 'INVALID_TEXT', '/parties/0/name'],
    ['a zero-width space', '{"name":"Sino\u200Bpec"}', 'INVALID_TEXT', '/name'],
    ['a line break in a name', String.raw`{"name":"x\r\nBcc: a@b"}`, 'INVALID_TEXT', '/name'],
    ['1e400', '{"a":{"n":1e400}}', 'NUMBER_RANGE', '/a/n'],
    ['2^53 + 1', '[1, 9007199254740993]', 'NUMBER_RANGE', '/1'],
    ['more digits than a double holds', '{"n":0.1000000000000000055511151231257827}', 'NUMBER_RANGE', '/n'],
    ['a number too small for a double', '{"n":1e-400}', 'NUMBER_RANGE', '/n'],
    ['1,001 items', `{"a":[${'0,'.repeat(1000)}0]}`, 'TOO_MANY_ITEMS', '/a'],
  ])('refuses %s', (_name, text, code, pointer) => {
    expect([codeOf(read(text)), pointerOf(read(text))]).toEqual([code, pointer]);
  });

  it('takes exactly the limits: 16 levels, 1,000 items, 2^53 - 1', () => {
    expect(read('['.repeat(16) + ']'.repeat(16)).kind).toBe('read');
    expect(read(`[${'0,'.repeat(999)}9007199254740991]`).kind).toBe('read');
  });

  it('tells a bracket in a string from nesting', () => {
    expect(read(JSON.stringify({ a: '['.repeat(100), b: '\\"[{' })).kind).toBe('read');
  });

  it('counts bytes, not characters, against the size', () => {
    expect(readJson(new TextEncoder().encode('"Жж"'), 5)).toEqual({ kind: 'tooLarge', limit: 5 });
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(codeOf(readJson(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])))).toBe('INVALID_JSON');
  });

  it('brings strings to normal form C and leaves markup as the text it is', () => {
    expect(read('{"name":"Кызылорда\u0306", "x":"<script>{{7*7}} \' OR 1=1"}')).toEqual({
      kind: 'read',
      value: { name: 'Кызылорда\u0306'.normalize('NFC'), x: "<script>{{7*7}} ' OR 1=1" },
    });
  });

  it('lets sentences run over several lines, in each language', () => {
    expect(read(String.raw`{"note":"a\nb","reason":{"en":"a\nb"}}`).kind).toBe('read');
  });

  it('leaves Object.prototype alone', () => {
    read('{"__proto__":{"polluted":1}}');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
