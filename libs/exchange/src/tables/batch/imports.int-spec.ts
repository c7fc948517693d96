import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandService } from '#commands';
import type { Actor } from '#identity';
import type { ImportBatch, ImportKind, ImportRow, JsonValue } from '#contracts';
import type { Aggregate, CommandName } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { openRegistry } from '../../../../../test/support/registry.js';
import { TableFiles, type TableCells } from '../../../../../test/support/tables.js';
import type { ReceivedTable } from './import-batches.js';
import { Imports } from './imports.js';
import { ImportStopped } from './run-import.js';

let db: TestDatabase;
let store: EventStore;
let commands: CommandService;
let stop: () => Promise<void>;
let imports: Imports;
let files: TableFiles;

beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, commands, stop } = openRegistry(db));
  imports = new Imports({ pool: db.appPool({ max: 4 }), store, commands });
  files = await TableFiles.create();
});
afterAll(async () => {
  await files.remove();
  await stop();
  await db.drop();
});

const staff: Actor = { id: newId(), role: 'staff' };
const press = { source_1_publisher: 'Press', source_1_title: 'News', source_1_class: 'press' };
const sources = [{ publisher: 'Press', title: 'News', class: 'press' }];
let named = 0;
const title = (): string => `Plant ${(named += 1)}`;

const never = () => new AbortController().signal;

async function importFile(file: ReceivedTable, dryRun = false): Promise<ImportBatch> {
  const { batch, work } = await imports.open(file, staff, dryRun);
  await work?.run(never());
  return found(batch.id);
}
async function found(id: string): Promise<ImportBatch> {
  const batch = await imports.find(id);
  if (batch === undefined) throw new Error('there is no such batch');
  return batch;
}
const importRows = async (kind: ImportKind, rows: readonly TableCells[], dryRun = false) =>
  importFile(await files.of(kind, rows), dryRun);

const rowsOf = async ({ id }: Pick<ImportBatch, 'id'>): Promise<ImportRow[]> =>
  (await imports.rows(id, { after: 0, limit: 200 })).items;
/** `2 accepted`, `3 duplicate of row 2`, `4 rejected occurred_on DATE_UNPARSABLE`. */
const said = async (batch: ImportBatch): Promise<string[]> =>
  (await rowsOf(batch)).map(({ row, verdict, duplicateOf, errors }) => {
    const twin =
      duplicateOf === null
        ? ''
        : ` of ${duplicateOf.row === null ? duplicateOf.publicId : `row ${duplicateOf.row}`}`;
    return `${row} ${verdict}${twin}${errors.map(({ column, code }) => ` ${column} ${code}`).join('')}`;
  });

async function eventsOf(kind: Aggregate, id: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(`${kind}-${id}`)) events.push(event);
  return events;
}
const typesOf = async (kind: Aggregate, id: string) => (await eventsOf(kind, id)).map(({ type }) => type);

async function give(name: CommandName, target: { aggregate: Aggregate; id?: string }, input: JsonValue) {
  const result = await commands.execute({ name, target, input, commandId: newId(), actor: staff });
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return result.answer;
}
const project = (titleEn: string) =>
  give('RegisterProject', { aggregate: 'project' }, { titles: { en: titleEn } });

async function retract(id: string, reason = 'The list was of another year') {
  const verdict = await imports.openRetraction(id, { reason, reasonCode: 'wrongRecord' }, staff);
  if (verdict.kind !== 'opened') return verdict;
  await verdict.work?.run(never());
  return found(id);
}
const leftIn = async (batch: Pick<ImportBatch, 'id'>) =>
  (await rowsOf(batch)).map(({ row, takenBack }) =>
    `${row} ${takenBack?.outcome ?? 'kept'} ${takenBack?.code ?? ''}`.trim(),
  );

describe('a table of projects', () => {
  it('gets a verdict for every row, the same in a dry run, which records nothing', async () => {
    const there = title();
    const known = await project(there);
    const [one, two] = [title(), title()];
    const rows = [
      { title_en: one, regions: 'KZ-31', note: 'first' },
      { title_en: ` ${one.toUpperCase()} `, regions: 'KZ-31' },
      { title_en: one, regions: 'KZ-61' },
      { title_en: there },
      { title_en: there, not_a_duplicate: 'yes' },
      { title_en: two, occurred_on: '31.03.2025' },
      { title_en: two, delivery_mode: 'built', value_qualifier: 'exact', value_amount: '5 000' },
      { title_en: two, occurred_on: '2999' },
      { title_en: two, regions: 'KZ-10', occurred_on: '2020' },
      { title_en: `${two}\u200b` },
      { note: 'nothing' },
      { title_en: two },
    ];
    const verdicts = [
      '2 accepted',
      '3 duplicate of row 2',
      '4 accepted',
      `5 duplicate of ${known.publicId}`,
      '6 accepted',
      '7 rejected occurred_on DATE_UNPARSABLE',
      '8 rejected delivery_mode INVALID_VALUE value_amount INVALID_VALUE value_role INVALID_VALUE',
      '9 rejected occurred_on OCCURRED_IN_FUTURE',
      '10 rejected regions REGION_NOT_VALID_ON_DATE',
      '11 rejected title_en INVALID_TEXT',
      '12 rejected title_en REQUIRED',
      '13 accepted',
    ];
    const head = await store.head();
    const rehearsed = await importRows('projects', rows, true);
    expect(await said(rehearsed)).toEqual(verdicts);
    expect(await store.head()).toBe(head);
    expect(rehearsed).toMatchObject({ state: 'done', dryRun: true, rows: 12, done: 12, position: null });

    const batch = await importRows('projects', rows);
    expect(await said(batch)).toEqual(verdicts);
    expect(batch).toMatchObject({
      ...{ state: 'done', rows: 12, done: 12, verdicts: { accepted: 4, duplicate: 2, rejected: 6 } },
      ...{ by: staff, position: String(await store.head()), retraction: null },
    });
  });

  it('records each row as a command of the batch, and nobody is told', async () => {
    const batch = await importRows('projects', [{ title_en: title(), sector: 'energy', note: 'seen' }]);
    const [row] = await rowsOf(batch);
    const events = await eventsOf('project', row?.record?.id ?? '');
    expect(events.map(({ type }) => type)).toEqual(['ProjectRegistered', 'ClassificationSet']);
    for (const { envelope } of events) {
      expect(envelope).toMatchObject({ origin: 'import', correlation: batch.id, actor: staff, note: 'seen' });
    }
  });

  it('says what to do about each fault', async () => {
    const batch = await importRows('projects', [{ title_en: title(), occurred_on: 'March' }]);
    const [row] = await rowsOf(batch);
    expect(row?.errors[0]?.message).toContain('"March" is not a date of the register');
    expect(row?.errors[0]?.action).toMatch(/^Write the date as/);
  });

  it('is shown page by page, by verdict', async () => {
    const rows = Array.from({ length: 150 }, (_, n) =>
      n % 3 === 0 ? { note: 'none' } : { title_en: title() },
    );
    const { id } = await importRows('projects', rows, true);
    const query = { verdict: 'rejected', limit: 30 } as const;
    const first = await imports.rows(id, { ...query, after: 0 });
    const second = await imports.rows(id, { ...query, after: first.next ?? 0 });
    expect([first.items.length, first.next, second.items.length, second.next]).toEqual([30, 89, 20, null]);
    const newest = await imports.list({ limit: 1 });
    expect(newest).toMatchObject({ items: [{ id }], next: id });
    expect((await imports.list({ limit: 1, after: id })).items[0]?.id).not.toBe(id);
  });
});

describe('a table of milestones', () => {
  it('is judged row upon row, also where nothing is recorded yet', async () => {
    const { id, publicId } = await project(title());
    const on = (cells: TableCells) => ({ record: publicId, ...press, ...cells });
    const rows = [
      on({ status: 'planned', code: 'operationStart', planned_on: '2029' }),
      on({ status: 'planned', code: 'operationStart', planned_on: '2030' }),
      on({ status: 'achieved', code: 'constructionCompletion', occurred_on: '2025-06' }),
      on({ status: 'achieved', code: 'constructionStart', occurred_on: '2024' }),
      on({ status: 'achieved', code: 'constructionCompletion', occurred_on: '2025-06' }),
      on({ status: 'achieved', code: 'handover', planned_on: '2026' }),
      { record: publicId, status: 'achieved', code: 'handover', source_1_publisher: '' },
      { record: 'PRJ-1999-0001', status: 'planned', code: 'handover' },
      { record: publicId.toLowerCase(), status: 'planned', code: 'handover', phase: 'II' },
    ];
    const head = await store.head();
    const rehearsed = await importRows('milestones', rows, true);
    expect(await store.head()).toBe(head);
    const batch = await importRows('milestones', rows);
    expect(await said(batch)).toEqual(await said(rehearsed));
    expect(await said(batch)).toEqual([
      '2 accepted',
      '3 rejected null USE_RESCHEDULE',
      '4 rejected null CONSTRUCTION_NOT_STARTED',
      '5 accepted',
      '6 accepted',
      '7 rejected planned_on UNKNOWN_FIELD',
      '8 rejected source_1_publisher EVIDENCE_REQUIRED',
      '9 rejected null STREAM_NOT_FOUND',
      '10 rejected phase PHASE_UNKNOWN',
    ]);
    const types = ['ProjectRegistered', 'MilestonePlanned', 'ConstructionStarted', 'ConstructionCompleted'];
    expect(await typesOf('project', id)).toEqual(types);
    expect((await rowsOf(batch))[0]?.record).toEqual({ kind: 'project', id, publicId });
  });
});

describe('a batch that was broken off', () => {
  const many = (count: number) =>
    Array.from({ length: count }, () => ({ title_en: title(), sector: 'energy' }));

  it('goes on with the same file, and nothing is recorded twice', async () => {
    const file = await files.of('projects', many(150));
    const head = await store.head();
    const opened = await imports.open(file, staff, false);
    const broken = new AbortController();
    const run = opened.work?.run(broken.signal, () => broken.abort(new Error('broken off')));
    await expect(run).rejects.toThrow('broken off');
    const left = await found(opened.batch.id);
    expect(left).toMatchObject({ state: 'interrupted', rows: 150, done: 64 });
    // What was recorded and whose verdict was lost with the process gets its first answer.
    await db.ownerPool().query('DELETE FROM registry.import_row WHERE batch_id = $1 AND row > 40', [left.id]);
    const rehearsal = await imports.open(file, { ...staff, id: newId() }, true);
    expect(rehearsal.batch.id).not.toBe(left.id);
    await rehearsal.work?.run(never());

    const again = await importFile(file);
    expect(again).toMatchObject({ id: left.id, state: 'done', done: 150, verdicts: { accepted: 150 } });
    expect((await store.head()) - head).toBe(300n);
    const once = await importFile(file);
    expect(once).toMatchObject({ id: left.id, state: 'done', verdicts: { accepted: 150 } });
    expect((await store.head()) - head).toBe(300n);
  });

  it('is stopped from anywhere after some rows, and goes on with the same file', async () => {
    const file = await files.of('projects', many(1_000));
    const { batch, work } = await imports.open(file, staff, false);
    const elsewhere = new Imports({ pool: db.appPool({ max: 1 }), store, commands });
    let asked: Promise<unknown> = Promise.resolve();
    const run = work?.run(never(), () => {
      asked = elsewhere.stop(batch.id);
    });
    await expect(run).rejects.toThrow(ImportStopped);
    await asked;
    const stopped = await found(batch.id);
    expect(stopped.state).toBe('interrupted');
    expect(stopped.done).toBeLessThan(1_000);
    // What is at its end is not stopped, and the next run is not stopped by what was asked before.
    expect(await imports.stop(batch.id)).toEqual(stopped);
    expect(await importFile(file)).toMatchObject({ id: batch.id, state: 'done', done: 1_000 });
  });

  it('tries again what was not accepted', async () => {
    const known = await project(title());
    const row = { status: 'achieved', code: 'constructionCompletion', occurred_on: '2025', ...press };
    const file = await files.of('milestones', [{ record: known.publicId, ...row }]);
    expect((await importFile(file)).verdicts).toEqual({ accepted: 0, duplicate: 0, rejected: 1 });
    await give('StartConstruction', { aggregate: 'project', id: known.id }, { occurredOn: '2024', sources });
    expect((await importFile(file)).verdicts).toEqual({ accepted: 1, duplicate: 0, rejected: 0 });
  });

  it('is worked on by one of those who give the file at the same time', async () => {
    const file = await files.of('projects', many(5));
    const opened = await Promise.all([1, 2, 3].map(() => imports.open(file, staff, false)));
    expect(new Set(opened.map(({ batch }) => batch.id)).size).toBe(1);
    const [first] = opened;
    expect(opened.filter(({ work }) => work !== undefined)).toHaveLength(1);
    expect(await imports.find(first?.batch.id ?? '')).toMatchObject({ state: 'running' });
    expect(await retract(first?.batch.id ?? '')).toEqual({ kind: 'beingImported' });
    for (const { work } of opened) await work?.run(never());
    expect(await found(first?.batch.id ?? '')).toMatchObject({ state: 'done', verdicts: { accepted: 5 } });
  });

  it('stops while the log is away, and says so to nobody but the one who asked', async () => {
    const file = await files.of('projects', many(3));
    const { batch, work } = await imports.open(file, staff, false);
    const stopped = AbortSignal.abort(new Error('the program stops'));
    await expect(work?.run(stopped)).rejects.toThrow('the program stops');
    expect(await found(batch.id)).toMatchObject({ state: 'interrupted', done: 0 });
  });
});

describe('a batch that is taken back', () => {
  it('voids the records that it made and nobody has touched, and names what it left', async () => {
    const rows = [title(), title(), title(), title()].map((text) => ({ title_en: text }));
    const batch = await importRows('projects', rows);
    const [untouched, touched, mended, voided] = (await rowsOf(batch)).map(({ record }) => record?.id ?? '');
    const target = (id = '') => ({ aggregate: 'project' as const, id });
    await give('BeginPreparation', target(touched), { sources });
    const started = await give('BeginPreparation', target(mended), { sources });
    const targetEventId = started.events[0]?.id ?? '';
    const retractions = [{ targetEventId, reasonCode: 'didNotOccur', explanation: 'no' }];
    await give('CorrectRecord', target(mended), { retractions });
    await give('VoidRecord', target(voided), { reason: 'by hand' });

    const back = await retract(batch.id);
    expect(back).toMatchObject({
      state: 'retracted',
      retraction: { voided: 3, retracted: 0, left: 1, by: staff },
    });
    expect(await leftIn(batch)).toEqual(['2 voided', '3 left TOUCHED_SINCE', '4 voided', '5 voided']);
    expect((await rowsOf(batch))[1]?.takenBack?.message).toContain('PreparationStarted');
    expect(await typesOf('project', untouched ?? '')).toEqual(['ProjectRegistered', 'RecordVoided']);
    const last = (await eventsOf('project', untouched ?? '')).at(-1);
    expect(last).toMatchObject({ data: { reason: 'The list was of another year' } });
    expect(last?.envelope).toMatchObject({ origin: 'import', correlation: batch.id });
    expect(await typesOf('project', touched ?? '')).toEqual(['ProjectRegistered', 'PreparationStarted']);

    const head = await store.head();
    expect(await retract(batch.id, 'another reason')).toMatchObject({ retraction: { voided: 3, left: 1 } });
    expect(await store.head()).toBe(head);
  });

  it('lets the mended file be imported, once', async () => {
    const rows = [{ title_en: title(), regions: 'KZ-31' }, { title_en: title() }];
    const first = await importRows('projects', rows);
    await retract(first.id);
    expect(await said(await importRows('projects', rows, true))).toEqual(['2 accepted', '3 accepted']);
    const second = await importRows('projects', rows);
    expect([second.id === first.id, await said(second)]).toEqual([false, ['2 accepted', '3 accepted']]);
    const publicIds = (await rowsOf(second)).map(({ record }) => record?.publicId);
    const third = await importRows('projects', [...rows, { title_en: title() }]);
    expect(await said(third)).toEqual([
      ...publicIds.map((publicId, n) => `${n + 2} duplicate of ${publicId}`),
      '4 accepted',
    ]);
    // The verdicts of the second were lost with its process: its rows are recognised all the same.
    await db.ownerPool().query('DELETE FROM registry.import_row WHERE batch_id = $1', [second.id]);
    expect((await rowsOf(await importRows('projects', rows))).map(({ record }) => record?.publicId)).toEqual(
      publicIds,
    );
    await retract(second.id);
    expect(await said(await importRows('projects', rows))).toEqual(['2 accepted', '3 accepted']);
  });

  it('retracts the events that it added to records, all of a record at once', async () => {
    const { id, publicId } = await project(title());
    const other = await project(title());
    const on = (record: string, cells: TableCells) => ({ record, status: 'achieved', ...press, ...cells });
    const batch = await importRows('milestones', [
      on(publicId, { code: 'constructionStart', occurred_on: '2024' }),
      on(publicId, { code: 'constructionCompletion', occurred_on: '2025' }),
      on(other.publicId, { code: 'constructionStart', occurred_on: '2024' }),
    ]);
    const target = { aggregate: 'project', id: other.id } as const;
    const built = await give('CompleteConstruction', target, { occurredOn: '2025', sources });

    expect(await retract(batch.id)).toMatchObject({
      state: 'retracted',
      retraction: { retracted: 2, left: 1 },
    });
    expect(await leftIn(batch)).toEqual(['2 retracted', '3 retracted', '4 left TIMELINE_CONFLICT']);
    expect((await typesOf('project', id)).slice(-2)).toEqual(['EventRetracted', 'EventRetracted']);

    const targetEventId = built.events[0]?.id ?? '';
    const retractions = [{ targetEventId, reasonCode: 'didNotOccur', explanation: 'no' }];
    await give('CorrectRecord', target, { retractions });
    expect(await retract(batch.id)).toMatchObject({ retraction: { retracted: 3, left: 0 } });
    expect(await leftIn(batch)).toEqual(['2 retracted', '3 retracted', '4 retracted']);
  });

  it('is known, is no dry run, and goes on after a break', async () => {
    expect(await retract(newId())).toEqual({ kind: 'unknown' });
    const dry = await importRows('projects', [{ title_en: title() }], true);
    expect(await retract(dry.id)).toEqual({ kind: 'nothingRecorded' });

    const batch = await importRows(
      'projects',
      Array.from({ length: 70 }, () => ({ title_en: title() })),
    );
    const given = { reason: 'once', reasonCode: 'duplicate' } as const;
    const opened = await imports.openRetraction(batch.id, given, staff);
    const stopped = AbortSignal.abort(new Error('the program stops'));
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    await expect(opened.work?.run(stopped)).rejects.toThrow('the program stops');
    expect(await found(batch.id)).toMatchObject({ state: 'interrupted', retraction: { voided: 0 } });
    const colleague: Actor = { id: newId(), role: 'staff' };
    const again = await imports.openRetraction(batch.id, { ...given, reason: 'twice' }, colleague);
    if (again.kind !== 'opened') throw new Error(again.kind);
    await again.work?.run(never());
    const retraction = { voided: 70, left: 0, reason: 'once', reasonCode: 'duplicate', by: colleague };
    expect(await found(batch.id)).toMatchObject({ state: 'retracted', retraction });
  });
});
