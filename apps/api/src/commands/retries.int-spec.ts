import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startApi, type Answer, type TestApi } from '../../../../test/support/api.js';

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

const sources = [{ publisher: 'Akimat', title: 'Works began', class: 'officialAct' }];
let made = 0;

async function project(): Promise<string> {
  const body = { titles: { en: `Plant ${(made += 1)}` } };
  return String((await api.call('/api/projects', { as: 'staff', body })).json['id']);
}
const start = (id: string, headers: Record<string, string>, input: object = {}): Promise<Answer> =>
  api.call(`/api/projects/${id}/start-construction`, {
    as: 'staff',
    body: { occurredOn: '2025-03', sources, ...input },
    headers,
  });

describe('the Idempotency-Key', () => {
  it('gives the first answer again for the same body, however it is written', async () => {
    const id = await project();
    const key = { 'idempotency-key': newId().toUpperCase() };
    const first = await start(id, key);
    const body = `{ "sources": ${JSON.stringify(sources)} , "occurredOn" : "2025-03" }`;
    const again = await api.call(`/api/projects/${id}/start-construction`, {
      as: 'staff',
      body,
      headers: key,
    });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(first.headers.get('idempotency-key')).toBe(key['idempotency-key'].toLowerCase());
  });

  it('is refused for another body, another record, another command and another person', async () => {
    const [id, other] = [await project(), await project()];
    const key = { 'idempotency-key': newId() };
    await start(id, key);
    const head = await api.store.head();
    const answers = [
      await start(id, key, { occurredOn: '2025-04' }),
      await start(other, key),
      await api.call(`/api/projects/${id}/confirm-status`, {
        as: 'staff',
        body: { asOf: '2025' },
        headers: key,
      }),
      await api.call(`/api/projects/${id}/start-construction`, {
        ...{ as: 'approver', headers: key },
        body: { occurredOn: '2025-03', sources },
      }),
    ];
    expect(answers.map(({ status, json }) => [status, json['code']])).toEqual(
      Array.from({ length: 4 }, () => [422, 'IDEMPOTENCY_MISMATCH']),
    );
    expect(await api.store.head()).toBe(head);
  });

  it('makes one event and fifty equal answers of fifty requests at once', async () => {
    const id = await project();
    const before = await api.store.head();
    const key = { 'idempotency-key': newId() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => start(id, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await api.store.head()).toBe(before + 1n);
  });

  it('is made by the server when there is none, and told', async () => {
    const id = await project();
    const response = await fetch(`${api.url}/api/projects/${id}/start-construction`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.keys.staff}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sources }),
    });
    const key = response.headers.get('idempotency-key') ?? '';
    expect(response.status).toBe(200);
    expect((await start(id, { 'idempotency-key': key }, { occurredOn: undefined })).json).toEqual(
      await response.json(),
    );
  });

  it('must be a uuid', async () => {
    const answer = await start(await project(), { 'idempotency-key': 'again' });
    expect([answer.status, answer.json['code']]).toEqual([400, 'INVALID_HEADER']);
  });
});

describe('If-Match', () => {
  it('lets one of two through that have seen the same version, and tells the other the present one', async () => {
    const id = await project();
    const confirm = () =>
      api.call(`/api/projects/${id}/confirm-status`, {
        ...{ as: 'staff', body: { asOf: '2025' } },
        headers: { 'if-match': '"1"' },
      });
    const answers = await Promise.all([confirm(), confirm()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.json).toMatchObject({ code: 'CONCURRENCY_CONFLICT', currentVersion: 2 });
    expect(refused?.headers.get('etag')).toBe('"2"');
  });

  it('is not needed: without it both are recorded', async () => {
    const id = await project();
    const body = { asOf: '2025' };
    const confirm = () => api.call(`/api/projects/${id}/confirm-status`, { as: 'staff', body });
    const answers = await Promise.all(Array.from({ length: 20 }, confirm));
    expect(answers.map(({ json }) => json['version']).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 2),
    );
  });

  it('must be one version in quotes', async () => {
    for (const header of ['*', '1', 'W/"1"', '"x"']) {
      const answer = await start(await project(), { 'if-match': header });
      expect([header, answer.status, answer.json['code']]).toEqual([header, 400, 'INVALID_HEADER']);
    }
  });
});

describe('a refusal', () => {
  it('names its code, what to do instead, the field, and where the code is described', async () => {
    const id = await project();
    const answer = await start(id, {}, { sources: [] });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toEqual({
      type: 'http://tracker.test/api/docs#EVIDENCE_REQUIRED',
      title: 'Evidence required',
      status: 409,
      detail: 'A public stage needs at least one source. Name the source: publisher, title, address, class.',
      code: 'EVIDENCE_REQUIRED',
      errors: [
        {
          pointer: '/sources',
          code: 'EVIDENCE_REQUIRED',
          message: 'A public stage needs at least one source',
        },
      ],
      details: { field: 'sources' },
    });
    await start(id, {});
    expect((await start(id, {})).json).toMatchObject({
      status: 409,
      code: 'ALREADY_UNDER_CONSTRUCTION',
      details: { status: 'UnderConstruction' },
    });
  });

  it('leaves one line in the log, without the body', async () => {
    const before = api.logLines.length;
    await start(
      await project(),
      { 'x-correlation-id': '0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' },
      { sources: [] },
    );
    const lines = api.logLines.slice(before).filter((line) => line['event'] === 'command.refused');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      command: 'StartConstruction',
      outcome: 'EVIDENCE_REQUIRED',
      actorId: api.actorIds.staff,
      correlationId: '0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c',
    });
    expect(JSON.stringify(lines)).not.toContain('2025-03');
  });
});
