import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { EventSourceReader } from '../../../test/support/event-source.js';
import { eventually } from '../../../test/support/eventually.js';

let db: TestDatabase;
const started: TestApi[] = [];
beforeAll(async () => {
  db = await cloneDatabase();
});
afterEach(async () => {
  for (const api of started.splice(0)) await api.stop();
});
afterAll(async () => {
  await db.drop();
});

async function start(...setup: Parameters<typeof startApi> extends [unknown, ...infer Rest] ? Rest : never) {
  const api = await startApi(db, ...setup);
  started.push(api);
  return api;
}

describe('a stop', () => {
  it('lets what is under way finish, turns new requests away, ends streams, then frees the port', async () => {
    const api = await start();
    const stream = await EventSourceReader.open(`${api.url}/api/stream`);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await statusOf(api, '/health/live', agent)).toBe(200);
    // Waits for its read model: under way for two seconds.
    const underWay = api.call('/api/projects?minPosition=1000000');
    await eventually('the request is under way', async () => {
      const { text } = await api.call('/metrics');
      return /^http_requests_open (\d+)$/m.exec(text)?.[1] === '3' || undefined;
    });
    const stopping = api.app.close();
    expect(await statusOf(api, '/health/live', agent)).toBe(503);
    await stream.untilEnded();
    const finished = await underWay;
    expect([finished.status, finished.json['code']]).toEqual([503, 'READ_MODEL_BEHIND']);
    await stopping;
    await expect(statusOf(api, '/health/live', new Agent())).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('is not held up by connections that say nothing', async () => {
    const api = await start();
    const agent = new Agent({ keepAlive: true });
    await Promise.all(Array.from({ length: 5 }, () => statusOf(api, '/health/live', agent)));
    const begin = performance.now();
    await api.app.close();
    expect(performance.now() - begin).toBeLessThan(5_000);
    agent.destroy();
  });
});

describe('a start', () => {
  it('says when the port is taken', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) =>
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)),
    );
    const api = await start();
    await expect(api.app.listen(port, '127.0.0.1')).rejects.toThrow(/EADDRINUSE|already listening/);
    holder.close();
  });
});

describe('the page', () => {
  it('is served for every address of its own, with its files, below the path of the product', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'page-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(
      join(folder, 'index.html'),
      '<meta name="base-path" content="/" /><script src="./assets/a.js"></script><link href="/assets/i.svg">',
    );
    await writeFile(join(folder, 'assets/a.js'), 'export {}');
    const api = await start({ pageFolder: folder, config: { baseUrl: 'https://example.org/tracker' } });
    for (const path of ['/', '/projects/PRJ-2026-0001', '/index.html']) {
      const page = await api.call(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(page.text).toBe(
        '<meta name="base-path" content="/tracker/" /><script src="/tracker/assets/a.js"></script><link href="/tracker/assets/i.svg">',
      );
    }
    const script = await api.call('/assets/a.js');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await api.call('/assets/b.js')).status).toBe(404);
    expect((await api.call('/assets/')).status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it('bears a fresh nonce for the styles that its components write, or has inline styles allowed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'page-'));
    const policyOf = async (html: string) => {
      await writeFile(join(folder, 'index.html'), html);
      const api = await start({ pageFolder: folder });
      const [first, second] = [await api.call('/'), await api.call('/')];
      return [first, second].map(({ headers, text }) => ({
        policy: headers.get('content-security-policy') ?? '',
        text,
      }));
    };
    const [first, second] = await policyOf('<meta name="csp-nonce" content="" />');
    const nonce = /content="([^"]+)"/.exec(first?.text ?? '')?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first?.policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
    expect(first?.policy).toContain("require-trusted-types-for 'script';trusted-types default");
    expect(first?.policy).not.toContain('unsafe');
    expect(second?.text).not.toBe(first?.text);
    const [plain] = await policyOf('<p>no place for a nonce</p>');
    expect(plain?.policy).toContain("style-src 'self' 'unsafe-inline';");
    expect(plain?.policy).toContain("script-src 'self';");
    await rm(folder, { recursive: true });
  });

  it('says what to do where it is not built', async () => {
    const api = await start({ pageFolder: join(tmpdir(), 'no-such-folder') });
    const answer = await api.call('/');
    expect([answer.status, answer.json['code']]).toEqual([404, 'NOT_FOUND']);
    expect(answer.json['detail']).toContain('npm run build:web');
  });
});

function statusOf(api: TestApi, path: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}
