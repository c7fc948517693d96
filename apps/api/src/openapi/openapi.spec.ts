import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { AGREEMENT_WITH_PROJECT } from '#commands';
import { COMMAND_CATALOGUE } from '#domain';
import { PROBLEM_CODES } from '../http/problem-table.js';
import { docsPage } from './docs-page.js';
import { openApiDocument } from './document.js';
import { COMMAND_EXAMPLES, WITH_PROJECT_EXAMPLE } from './examples/index.js';
import { OPERATIONS } from './operations.js';

const document = openApiDocument(OPERATIONS, 'https://tracker.example.org');

describe('the API description', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(
      JSON.parse(JSON.stringify(document)) as Record<string, unknown>,
    );
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.1');
  });

  it('names every operation once, each with a summary and the problems it may answer', () => {
    const ids = OPERATIONS.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(OPERATIONS.filter(({ summary }) => summary.length < 10)).toEqual([]);
    const calls = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(calls).size).toBe(calls.length);
  });

  it('holds every command on every kind of record that takes it, with a valid example', () => {
    for (const definition of COMMAND_CATALOGUE) {
      const own = OPERATIONS.filter(({ body }) => body?.schema === definition.input);
      expect([definition.name, own.length]).toEqual([definition.name, definition.aggregates.length]);
      const parsed = definition.input.safeParse(COMMAND_EXAMPLES[definition.name]);
      expect([definition.name, parsed.error?.issues]).toEqual([definition.name, undefined]);
    }
    expect(AGREEMENT_WITH_PROJECT.input.safeParse(WITH_PROJECT_EXAMPLE).success).toBe(true);
  });

  it('names its shapes instead of repeating them', () => {
    const names = Object.keys(document.components?.schemas ?? {});
    expect(names).toEqual(
      expect.arrayContaining(['CommandAnswer', 'Problem', 'Money', 'Source', 'RecordDetail']),
    );
  });

  it('lists every problem code', () => {
    const codes = (document['x-problem-codes'] as readonly { readonly code: string }[]).map(
      ({ code }) => code,
    );
    expect(codes.sort()).toEqual([...PROBLEM_CODES].sort());
  });
});

describe('the description page', () => {
  const page = docsPage(OPERATIONS, '/');

  it('has a place for every problem code, which answers point at, and for every operation', () => {
    for (const code of PROBLEM_CODES) expect(page).toContain(`<tr id="${code}">`);
    for (const { operationId } of OPERATIONS) expect(page).toContain(`<article id="${operationId}">`);
  });

  it('holds no script and nothing inline, as the content security policy asks', () => {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  });
});
