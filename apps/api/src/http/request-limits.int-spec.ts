import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';

const LIMITS = { perAddress: 60, perActor: 20, global: 1e9, wrongKeys: 5, open: 8 };

let db: TestDatabase;
let api: TestApi;
beforeEach(async () => {
  db = await cloneDatabase();
  api = await startApi(db, { limits: LIMITS });
});
afterEach(async () => {
  await api.stop();
  await db.drop();
});

interface Asked {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number;
}

/** A request from one of the addresses of this machine. */
const ask = (localAddress: string, key?: string, path = '/api/projects'): Promise<Asked> =>
  new Promise((resolve, reject) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    request({ host: '127.0.0.1', port: api.port, localAddress, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const { code = '' } = JSON.parse(text) as { code?: string };
        const retryAfter = Number(response.headers['retry-after'] ?? 0);
        resolve({ status: response.statusCode ?? 0, code, retryAfter });
      });
    })
      .on('error', reject)
      .end();
  });

async function statuses(count: number, one: () => Promise<Asked>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push((await one()).status);
  return found;
}

describe('limits of requests', () => {
  it('turn away an address that asks too often, and no other', async () => {
    const found = await statuses(61, () => ask('127.0.0.2'));
    expect(found).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
    const refused = await ask('127.0.0.2');
    expect(refused.code).toBe('TOO_MANY_REQUESTS');
    expect(refused.retryAfter).toBeGreaterThan(0);
    expect((await ask('127.0.0.3')).status).toBe(200);
  });

  it('look at no key from an address that has guessed, and at those of all others', async () => {
    const wrong = `at_${'x'.repeat(43)}`;
    expect(await statuses(6, () => ask('127.0.0.2', wrong))).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await ask('127.0.0.2', api.keys.staff)).status).toBe(429);
    expect((await ask('127.0.0.2')).status).toBe(200);
    expect((await ask('127.0.0.3', api.keys.staff)).status).toBe(200);
  });

  it('count what an actor asks from all addresses', async () => {
    const found = [
      ...(await statuses(10, () => ask('127.0.0.2', api.keys.staff))),
      ...(await statuses(11, () => ask('127.0.0.3', api.keys.staff))),
    ];
    expect(found).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect((await ask('127.0.0.3', api.keys.auditor)).status).toBe(200);
  });

  it('leave health and metrics to those who watch over the server', async () => {
    await statuses(61, () => ask('127.0.0.2'));
    expect((await ask('127.0.0.2', undefined, '/health/live')).status).toBe(200);
  });

  it('shed what comes while as much is being answered as can be', async () => {
    const streams = Array.from({ length: LIMITS.open }, () => {
      const abort = new AbortController();
      const opened = fetch(`${api.url}/api/stream`, { signal: abort.signal });
      return { abort, opened };
    });
    await Promise.all(streams.map(({ opened }) => opened));
    const shed = await ask('127.0.0.2');
    expect([shed.status, shed.code, shed.retryAfter]).toEqual([503, 'BUSY', 1]);
    for (const { abort } of streams) abort.abort();
  });
});
