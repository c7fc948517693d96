import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EDGE_CODES, FIELD_CODES, MALFORMED_CODES } from '#contracts';
import { REJECTIONS } from '#domain';
import { refusals as en } from './en/refusals.js';
import { refusals as kk } from './kk/refusals.js';
import { refusals as ru } from './ru/refusals.js';
import { refusals as zh } from './zh/refusals.js';

/** Codes of faults of fields, rows and tables are given where they are found. */
const ON_THE_SPOT =
  /(?:code: |fault: |rowError\([^,]+, |refusedBy\(|TableFault\()'([A-Z][A-Z\d]*(?:_[A-Z\d]+)*)'/g;
const given = globSync('libs/{contracts,domain,exchange}/src/**/*.ts')
  .filter((file) => !file.endsWith('spec.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(ON_THE_SPOT)].map(([, code = '']) => code));

const codes = [
  ...new Set([...[...EDGE_CODES, ...FIELD_CODES, ...MALFORMED_CODES, ...Object.keys(REJECTIONS)], ...given]),
];
/** Made by the page itself, of an answer that is no problem document. */
const OF_THE_PAGE = ['UNREADABLE_ANSWER'];

describe.each(Object.entries({ en, kk, ru, zh }))('refusals in %s', (_language, texts) => {
  it('have a text for every stable code of the server', () => {
    expect(given).toEqual(expect.arrayContaining(['DATE_UNPARSABLE', 'REGION_AMBIGUOUS', 'EMPTY_TABLE']));
    expect(codes.filter((code) => !(code in texts))).toEqual([]);
  });

  it('have no text for a code that no answer bears', () => {
    const known = new Set([...codes, ...OF_THE_PAGE]);
    expect(Object.keys(texts).filter((code) => !known.has(code))).toEqual([]);
  });
});
