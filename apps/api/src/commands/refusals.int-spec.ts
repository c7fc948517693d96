import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalPageShape, type RefusalPage } from '#contracts';
import { newId } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { COMMAND_EXAMPLES } from '../openapi/examples/index.js';

let db: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const read = async (query = ''): Promise<RefusalPage> =>
  refusalPageShape.parse((await api.call(`/api/refused-commands${query}`, { as: 'auditor' })).json);

describe('a command that was refused', () => {
  it('is kept for the auditor: who, what, which rule, and nothing of what was said', async () => {
    const { json } = await api.call('/api/projects', { as: 'staff', body: COMMAND_EXAMPLES.RegisterProject });
    const address = `/api/projects/${String(json['publicId'])}`;
    const secret = 'not to be kept';
    const commandId = newId();
    await api.call(`${address}/complete-construction`, {
      as: 'staff',
      body: { ...COMMAND_EXAMPLES.CompleteConstruction, note: secret },
      headers: { 'idempotency-key': commandId },
    });
    await api.call(`${address}/start-construction`, {
      as: 'staff',
      body: { occurredOn: secret, sum: secret },
    });
    await api.call(`${address}/start-construction`, { as: 'stakeholder', body: { occurredOn: secret } });
    await api.call('/api/imports?kind=projects&name=x', { as: 'stakeholder', body: {} });
    await api.call(`${address}/start-construction`, { body: {} });

    const { items } = await read();
    expect(items.map(({ by, command, record, code }) => [by.role, command, record, code])).toEqual([
      ['stakeholder', 'import-tables', null, 'FORBIDDEN_ROLE'],
      ['stakeholder', 'StartConstruction', `project/${String(json['publicId'])}`, 'FORBIDDEN_ROLE'],
      ['staff', 'StartConstruction', `project/${String(json['publicId'])}`, 'INVALID_INPUT'],
      ['staff', 'CompleteConstruction', `project/${String(json['publicId'])}`, 'CONSTRUCTION_NOT_STARTED'],
    ]);
    expect(items[3]).toMatchObject({ by: { id: api.actorIds.staff }, commandId });
    expect(items[2]?.fields).toContain('/sum UNKNOWN_FIELD');
    expect(JSON.stringify(items)).not.toContain(secret);
    expect(items.map(({ accepted }) => accepted)).toEqual([null, null, null, null]);
  });

  it('stands beside what the same person recorded on the record afterwards', async () => {
    const { record } = (await read()).items[3] ?? {};
    await api.call(`/api/projects/${String(record).split('/')[1] ?? ''}/start-construction`, {
      as: 'staff',
      body: COMMAND_EXAMPLES.StartConstruction,
    });
    const { items } = await read();
    expect(items.map(({ accepted }) => accepted?.type ?? null)).toEqual([
      ...[null, null],
      ...['ConstructionStarted', 'ConstructionStarted'],
    ]);
  });

  it('is found by actor, code and command, page by page', async () => {
    const all = (await read()).items;
    expect((await read(`?actor=${api.actorIds.stakeholder}`)).items).toEqual(all.slice(0, 2));
    expect((await read('?code=INVALID_INPUT&command=StartConstruction')).items).toEqual(all.slice(2, 3));
    const first = await read('?limit=3');
    expect((await read(`?limit=3&after=${first.next ?? ''}`)).items).toEqual(all.slice(3));
    expect((await api.call('/api/refused-commands', { as: 'staff' })).status).toBe(403);
    expect((await api.call('/api/refused-commands?actor=me', { as: 'auditor' })).status).toBe(400);
  });

  it('can be added by the product and neither changed nor taken away', async () => {
    const pool = db.appPool({ applicationName: 'spec-refusals', max: 1 });
    for (const text of [
      "UPDATE access.refused_command SET code = 'NONE'",
      'DELETE FROM access.refused_command',
      'TRUNCATE access.refused_command',
    ]) {
      await expect(pool.query(text)).rejects.toThrow('permission denied');
    }
  });
});
