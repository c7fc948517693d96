import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDedicated, newId } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { startTcpProxy, type TcpProxy } from '../../../../test/support/tcp-proxy.js';

let db: TestDatabase;
let proxy: TcpProxy;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  proxy = await startTcpProxy(db.url);
  // Nothing but the requests talks through the proxy, so that what is lost there is the answer to one of them.
  const connectListener = () => connectDedicated({ url: db.url, applicationName: 'spec-listener' });
  api = await startApi(db, {
    url: proxy.through(db.url),
    log: { connectListener, pollInterval: 600_000, maxQueued: 5, maxInFlight: 1 },
  });
});
afterAll(async () => {
  await api.stop();
  await proxy.close();
  await db.drop();
});

const register = (headers: Record<string, string> = {}, titles = { en: `Plant ${newId()}` }) =>
  api.call('/api/projects', { as: 'staff', body: { titles }, headers });

describe('when more comes in than can be recorded', () => {
  it('sheds the rest at once with 503 and Retry-After, and records what it took', async () => {
    const registered = await Promise.all(Array.from({ length: 30 }, () => register()));
    const made = registered.filter(({ status }) => status === 201).map(({ json }) => String(json['id']));
    const confirm = (id: string) =>
      api.call(`/api/projects/${id}/confirm-status`, { as: 'staff', body: { asOf: '2025' } });
    const before = await api.store.head();
    const answers = await Promise.all(Array.from({ length: 20 }, () => made.map(confirm)).flat());
    const shed = answers.filter(({ status }) => status !== 200);
    expect(shed.length).toBeGreaterThan(0);
    expect(new Set(shed.map(({ status, json }) => `${status} ${String(json['code'])}`))).toEqual(
      new Set(['503 BUSY']),
    );
    expect(shed[0]?.headers.get('retry-after')).toBe('1');
    expect((await api.store.head()) - before).toBe(BigInt(answers.length - shed.length));
  });
});

describe('when the answer of the database is lost', () => {
  it('says that the outcome is not known, and tells it to the same key', async () => {
    // The live feed reads through the same proxy: at times it is its answer that is lost, which nobody notices.
    for (let round = 0; round < 50; round += 1) {
      const id = String((await register()).json['id']);
      const key = { 'idempotency-key': newId() };
      const begin = () =>
        api.call(`/api/projects/${id}/begin-preparation`, {
          ...{ as: 'staff', headers: key },
          body: { sources: [{ publisher: 'P', title: 'T', class: 'press' }] },
        });
      const before = await api.store.head();
      proxy.loseNextAnswer();
      const first = await begin();
      if (first.status === 200) continue;
      expect([first.status, first.json['code']]).toEqual([503, 'OUTCOME_UNKNOWN']);
      expect(first.headers.get('retry-after')).toBe('1');
      const told = await begin();
      expect([told.status, told.json['version']]).toEqual([200, 2]);
      expect(await api.store.head()).toBe(before + 1n);
      return;
    }
    throw new Error('no answer to a command was lost in 50 rounds');
  });
});

describe('when the database is away', () => {
  it('answers 503 to reads and commands, stays alive, and goes on when it is back', async () => {
    const calls = () =>
      Promise.all([register(), api.call('/api/projects'), api.call('/api/portfolio/summary')]);
    proxy.refuse();
    proxy.cutAll();
    for (const answer of await calls()) {
      expect([answer.status, answer.json['code']]).toEqual([503, 'UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres|pg-pool/i);
    }
    expect((await api.call('/health/live')).status).toBe(200);
    const ready = await api.call('/health/ready');
    expect([ready.status, ready.json['status']]).toEqual([503, 'down']);
    proxy.accept();
    await eventually(
      'all is well again',
      async () =>
        (await calls()).every(({ status }) => status < 300) &&
        (await api.call('/health/ready')).status === 200,
    );
  });
});

describe('an error that nobody foresaw', () => {
  it('shows an id and nothing of what runs here; the log has the rest under that id', async () => {
    const pool = db.ownerPool();
    await pool.query('ALTER VIEW views.record RENAME TO record_away');
    try {
      const answer = await api.call('/api/projects');
      expect([answer.status, answer.json['code']]).toEqual([500, 'INTERNAL']);
      expect(answer.text).not.toMatch(/record|relation|views|\.ts|SELECT/);
      const line = api.logLines.find((entry) => entry['errorId'] === answer.json['errorId']);
      expect(line).toMatchObject({ level: 'error', correlationId: answer.headers.get('x-correlation-id') });
      expect(JSON.stringify(line)).toContain('views.record');
    } finally {
      await pool.query('ALTER VIEW views.record_away RENAME TO record');
    }
    expect((await api.call('/api/projects')).status).toBe(200);
  });
});
