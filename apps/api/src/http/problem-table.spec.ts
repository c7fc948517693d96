import { describe, expect, it } from '@jest/globals';
import { EDGE_CODES, FIELD_CODES, MALFORMED_CODES } from '#contracts';
import { REJECTIONS } from '#domain';
import { meaningOf } from '../openapi/problem-meanings.js';
import { PROBLEM_CODES, statusOf, titleOf } from './problem-table.js';

describe('the problem table', () => {
  it('has every code of the edge, of fields and of the domain, and no other', () => {
    const known = [...EDGE_CODES, ...FIELD_CODES, ...MALFORMED_CODES, ...Object.keys(REJECTIONS)];
    expect([...PROBLEM_CODES].sort()).toEqual([...new Set(known)].sort());
  });

  it('answers malformed input 400, fields 422 and refusals of the domain 409, but for what no record could take', () => {
    for (const code of MALFORMED_CODES) expect([code, statusOf(code)]).toEqual([code, 400]);
    for (const code of FIELD_CODES) expect([code, statusOf(code)]).toEqual([code, 422]);
    const other = Object.keys(REJECTIONS).filter((code) => statusOf(code as keyof typeof REJECTIONS) !== 409);
    expect(other.sort()).toEqual([
      'FIELD_NOT_CORRECTABLE',
      'OCCURRED_IN_FUTURE',
      'PATCH_INVALID',
      'REGION_NOT_VALID_ON_DATE',
      'STREAM_NOT_FOUND',
      'TARGET_TWICE',
      'UNKNOWN_CODE',
      'VALUE_INVALID',
    ]);
  });

  it('says of every code what it means', () => {
    for (const code of PROBLEM_CODES) expect(meaningOf(code).length).toBeGreaterThan(10);
    expect(titleOf('ALREADY_UNDER_CONSTRUCTION')).toBe('Already under construction');
  });
});
