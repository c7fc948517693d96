import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createInitialSignIns } from '#identity';
import { importBatchShape, importRowPageShape, problemShape, type ImportBatch } from '#contracts';
import { newId } from '#platform';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import writeXlsxFile from 'write-excel-file/node';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { killPrograms, startApiProgram, type Program } from '../support/programs.js';
import { csvOf, type TableCells } from '../support/tables.js';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MANY = 10_000;
const MEMORY_ALLOWED = 200 * 1024 * 1024;

let db: TestDatabase;
let pool: pg.Pool;
let staff: string;
let stakeholder: string;
let api: Program & { readonly url: string };
beforeAll(async () => {
  db = await cloneDatabase();
  pool = db.appPool({ applicationName: 'spec-imports', max: 2 });
  const { credentials } = await createInitialSignIns(pool);
  [staff, stakeholder] = [credentials.staff.apiKey, credentials.stakeholder.apiKey];
  api = await startApiProgram(db.url);
});
afterEach(async () => {
  if (api.child.exitCode === null && api.child.signalCode === null) return;
  api = await startApiProgram(db.url);
});
afterAll(async () => {
  await killPrograms();
  await db.drop();
});

interface Sent {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly kind?: string;
  readonly dryRun?: boolean;
  readonly key?: string;
}

const post = ({ body, type = CSV, kind = 'projects', dryRun = false, key = staff }: Sent) =>
  fetch(`${api.url}/api/imports?kind=${kind}&name=plants&dryRun=${String(dryRun)}`, {
    ...{ method: 'POST', body },
    headers: { 'content-type': type, authorization: `Bearer ${key}` },
  });
const get = async (path: string): Promise<unknown> => {
  const response = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${staff}` } });
  if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
  return response.json();
};
const find = async (id: string) => importBatchShape.parse(await get(`/api/imports/${id}`));
const ended = (id: string, states: readonly ImportBatch['state'][] = ['done', 'retracted']) =>
  eventually(
    `batch ${id} is ${states.join(' or ')}`,
    async () => {
      const batch = await find(id);
      return states.includes(batch.state) ? batch : undefined;
    },
    120_000,
  );

async function imported(sent: Sent): Promise<ImportBatch> {
  const response = await post(sent);
  const answer: unknown = await response.json();
  expect([response.status, answer]).toEqual([
    202,
    expect.objectContaining({ kind: sent.kind ?? 'projects' }),
  ]);
  return ended(importBatchShape.parse(answer).id);
}

const rowsOf = async ({ id }: ImportBatch) =>
  importRowPageShape.parse(await get(`/api/imports/${id}/rows?limit=200`)).items;
const verdicts = async (batch: ImportBatch) =>
  (await rowsOf(batch)).map(({ row, verdict, errors }) =>
    [row, verdict, ...errors.map(({ column, code }) => `${String(column)} ${code}`)].join(' '),
  );
const head = async () => {
  const { rows } = await pool.query<{ position: bigint }>('SELECT position FROM es.log_head');
  return rows[0]?.position ?? 0n;
};
const named = (count: number): TableCells[] =>
  Array.from({ length: count }, () => ({ title_en: `Plant ${newId()}`, regions: 'KZ-31' }));

describe('a table that is sent', () => {
  const PLANTS = [...named(2), { title_en: 'Plant', occurred_on: 'soon' }, { regions: 'KZ-31' }];
  const SAID = [
    '2 accepted',
    '3 accepted',
    '4 rejected occurred_on DATE_UNPARSABLE',
    '5 rejected title_en REQUIRED',
  ];

  it('is judged row by row in a dry run, then imported with the same verdicts, then taken back whole', async () => {
    const before = await head();
    const dry = await imported({ body: csvOf(PLANTS), dryRun: true });
    expect([await verdicts(dry), await head()]).toEqual([SAID, before]);
    const batch = await imported({ body: csvOf(PLANTS) });
    expect(await verdicts(batch)).toEqual(SAID);
    expect(batch).toMatchObject({ rows: 4, done: 4, verdicts: { accepted: 2, duplicate: 0, rejected: 2 } });
    const [first] = await rowsOf(batch);
    expect(await get(`/api/projects/${first?.record?.publicId ?? ''}/history`)).toMatchObject({
      items: [{ type: 'ProjectRegistered', origin: 'import' }, { type: 'LocationSet' }],
    });

    const response = await fetch(`${api.url}/api/imports/${batch.id}/retract`, {
      ...{ method: 'POST', body: JSON.stringify({ reason: 'The list was of another year' }) },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${staff}` },
    });
    expect(response.status).toBe(202);
    expect((await ended(batch.id, ['retracted'])).retraction).toMatchObject({ voided: 2, left: 0 });
  });

  it('may be a workbook of Excel', async () => {
    const text = (value = '') => ({ value, type: String });
    const lines = named(3).map(({ title_en, regions }) => [text(title_en), text(regions)]);
    const data = [[text('title_en'), text('regions')], ...lines];
    const body = new Uint8Array(await writeXlsxFile([{ sheet: 'plants', data }]).toBuffer());
    const batch = await imported({ body, type: XLSX, kind: 'agreements' });
    expect(batch).toMatchObject({ format: 'xlsx', verdicts: { accepted: 3 } });
  });

  it('is the same batch when it is sent again', async () => {
    const body = csvOf(named(3));
    const [first, again] = [await imported({ body }), await imported({ body })];
    expect([again.id, again.verdicts.accepted]).toEqual([first.id, 3]);
  });

  it('has templates that are tables themselves', async () => {
    const headers = { authorization: `Bearer ${staff}` };
    const template = await fetch(`${api.url}/api/imports/template?kind=projects&format=xlsx`, { headers });
    expect([template.status, template.headers.get('content-type')]).toEqual([200, XLSX]);
    const answer = await post({ body: new Uint8Array(await template.arrayBuffer()), type: XLSX });
    expect(problemShape.parse(await answer.json()).errors?.[0]?.code).toBe('EMPTY_TABLE');
  });
});

describe('what is no table', () => {
  it.each<[string, Sent, number, string]>([
    ['JSON', { body: '{}', type: 'application/json' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text', { body: 'title_en', type: 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['nothing', { body: '' }, 422, 'EMPTY_TABLE'],
    ['a table without rows', { body: 'title_en\n' }, 422, 'EMPTY_TABLE'],
    ['columns that are not known', { body: 'title_en,profit\nPlant,5' }, 422, 'UNKNOWN_COLUMN'],
    ['a table without its columns', { body: 'note\nx', kind: 'milestones' }, 422, 'MISSING_COLUMN'],
    ['bytes', { body: Uint8Array.from([0x74, 0xff, 0xfe]) }, 422, 'NOT_UTF8'],
    ['a broken workbook', { body: 'PK\u0003\u0004', type: XLSX }, 422, 'NOT_XLSX'],
    ['more than 10 MiB', { body: `title_en\n${'x'.repeat(10 * 1024 * 1024)}` }, 413, 'BODY_TOO_LARGE'],
    ['another kind', { body: 'title_en\nPlant', kind: 'people' }, 400, 'INVALID_QUERY'],
  ])('%s is refused', async (_name, sent, status, code) => {
    const before = await head();
    const response = await post(sent);
    const problem = problemShape.parse(await response.json());
    expect([response.status, problem.errors?.[0]?.code ?? problem.code]).toEqual([
      status,
      code === 'INVALID_QUERY' ? 'INVALID_VALUE' : code,
    ]);
    expect(await head()).toBe(before);
  });

  it('is asked for by those who record alone', async () => {
    const response = await post({ body: csvOf(named(1)), key: stakeholder });
    expect([response.status, problemShape.parse(await response.json()).code]).toEqual([
      403,
      'FORBIDDEN_ROLE',
    ]);
    expect((await fetch(`${api.url}/api/imports`)).status).toBe(401);
    expect(
      (await fetch(`${api.url}/api/imports/${newId()}`, { headers: { authorization: `Bearer ${staff}` } }))
        .status,
    ).toBe(404);
  });

  it('is taken nowhere else', async () => {
    const response = await fetch(`${api.url}/api/projects`, {
      ...{ method: 'POST', body: 'title_en\nPlant' },
      headers: { 'content-type': CSV, authorization: `Bearer ${staff}` },
    });
    expect(response.status).toBe(415);
  });
});

describe('a large table', () => {
  it('goes on after the server was killed in mid-import, records each row once, and stays small in memory', async () => {
    const body = csvOf(named(MANY));
    const before = await head();
    const first = importBatchShape.parse(await (await post({ body })).json());
    await eventually('some rows are recorded', async () => (await find(first.id)).done > 500);
    api.child.kill('SIGKILL');
    await api.ended;
    api = await startApiProgram(db.url);
    expect((await find(first.id)).state).toBe('interrupted');

    const resting = await memoryOf(api);
    const batch = await imported({ body });
    expect(batch).toMatchObject({ id: first.id, rows: MANY, verdicts: { accepted: MANY } });
    expect((await head()) - before).toBe(2n * BigInt(MANY));
    expect((await memoryOf(api)) - resting).toBeLessThan(MEMORY_ALLOWED);
  }, 180_000);
});

/** The most memory that a process has had so far, in bytes. */
async function memoryOf({ child }: Program): Promise<number> {
  const status = await readFile(`/proc/${String(child.pid)}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
