import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { basePathOf } from './base-path.js';
import { ApiClient } from './client.js';
import { ApiProblem, ConnectionLost, isPassing, retryDelay } from './problem.js';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<ApiClient> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return new ApiClient(`http://127.0.0.1:${(started.address() as AddressInfo).port}/`);
}

afterEach(async () => {
  const running = server;
  server = undefined;
  running?.closeAllConnections();
  if (running !== undefined) await new Promise((resolve) => running.close(resolve));
});

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the base path', () => {
  it.each([
    ['/', '/'],
    ['', '/'],
    [null, '/'],
    ['/tracker', '/tracker/'],
    ['tracker/kz/', '/tracker/kz/'],
  ])('%p becomes %s', (content, expected) => {
    expect(basePathOf(content)).toBe(expected);
  });
});

describe('an address', () => {
  it('stands below the base path and leaves out what is not set', () => {
    const client = new ApiClient('/tracker/');
    expect(client.address('/projects', { q: 'steel plant', limit: 50, stage: undefined, region: '' })).toBe(
      '/tracker/api/projects?q=steel+plant&limit=50',
    );
    expect(client.address('/projects')).toBe('/tracker/api/projects');
  });
});

describe('the newest position', () => {
  it('is that of the newest answer or message, and never goes back', async () => {
    const positions = ['7', '5', '12'];
    const client = await serve((_, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('X-Position', positions.shift() ?? '');
      response.end('{}');
    });
    expect(client.position).toBeUndefined();
    await client.read('/projects');
    await client.send('/projects');
    expect(client.position).toBe('7');
    client.saw('9');
    expect(client.position).toBe('9');
    await client.send('/projects');
    expect(client.position).toBe('12');
  });
});

describe('reading the newest', () => {
  const behind = { status: 503, code: 'READ_MODEL_BEHIND', detail: 'Not yet.' };
  const lists = (status: number) =>
    serve(({ url = '' }, response) => {
      const isAsked = url.includes('minPosition=7');
      response.statusCode = isAsked ? 503 : status;
      response.end(JSON.stringify(isAsked ? behind : { status, code: 'X', asOfPosition: '5' }));
    });

  it('takes what is there where lists stay behind, and says so', async () => {
    const client = await lists(200);
    const ages: boolean[] = [];
    client.onAge = (isBehind) => ages.push(isBehind);
    expect(await client.readNewest('/projects')).toMatchObject({ asOfPosition: '5' });
    expect(ages).toEqual([]);
    client.saw('7');
    expect(await client.readNewest('/projects')).toMatchObject({ asOfPosition: '5' });
    expect(ages).toEqual([true]);
    client.saw('8');
    await client.readNewest('/projects');
    expect(ages).toEqual([true, false]);
  });

  it('calls nothing unknown that is only behind', async () => {
    const client = await lists(404);
    client.saw('7');
    expect(await failure(client.readNewest('/projects/PRJ-2026-0001'))).toMatchObject({ problem: behind });
  });
});

describe('reading', () => {
  it('gives the answer', async () => {
    const client = await serve((request, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ asked: request.url }));
    });
    expect(await client.read('/projects', { params: { limit: 1 } })).toEqual({
      asked: '/api/projects?limit=1',
    });
  });

  it('turns a problem document into an error with its code', async () => {
    const problem = { type: 'x', title: 'Behind', status: 503, detail: 'Wait.', code: 'READ_MODEL_BEHIND' };
    const client = await serve((_request, response) => {
      response
        .writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '2' })
        .end(JSON.stringify(problem));
    });
    const error = await failure(client.read('/projects'));
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ problem, retryAfter: 2 });
    expect(isPassing(error)).toBe(true);
    expect(retryDelay(0, error)).toBe(2000);
  });

  it('makes a problem of an answer that explains nothing', async () => {
    const client = await serve((_request, response) => {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>no</h1>');
    });
    const error = await failure(client.read('/projects'));
    expect(error).toMatchObject({ problem: { status: 404, code: 'UNREADABLE_ANSWER' }, retryAfter: null });
    expect(isPassing(error)).toBe(false);
  });

  it.each([
    [401, 'UNAUTHENTICATED', 1],
    [403, 'CROSS_SITE', 1],
    [403, 'FORBIDDEN_ROLE', 1],
    [403, 'SECOND_FACTOR_NOT_SET_UP', 1],
    [403, 'STEP_UP_REQUIRED', 0],
    [409, 'LAST_ADMIN', 0],
    [200, '', 0],
  ])('has doubts of the session after an answer %p %s: %p', async (status, code, expected) => {
    const client = await serve((_request, response) => {
      response.writeHead(status).end(JSON.stringify({ status, code, detail: '' }));
    });
    let doubts = 0;
    client.onDoubt = () => {
      doubts += 1;
      return Promise.resolve(false);
    };
    await failure(client.send('/users'));
    expect(doubts).toBe(expected);
  });

  it.each([
    ['sends again under the new token of the same person', true, ['old', 'new']],
    ['does not send in the name of somebody else', false, ['old']],
  ])('%s', async (_what, isSamePerson, expected) => {
    const tokens: unknown[] = [];
    const client = await serve((request, response) => {
      const token = request.headers['x-csrf-token'];
      tokens.push(token);
      if (token === 'new') response.end('{"done":true}');
      else response.writeHead(403).end(JSON.stringify({ status: 403, code: 'CROSS_SITE', detail: '' }));
    });
    client.csrfToken = 'old';
    client.onDoubt = () => {
      client.csrfToken = 'new';
      return Promise.resolve(isSamePerson);
    };
    const sent = client.send('/projects');
    if (isSamePerson) expect(await sent).toEqual({ done: true });
    else expect(await failure(sent)).toMatchObject({ problem: { code: 'CROSS_SITE' } });
    expect(tokens).toEqual(expected);
  });

  it('says that the connection was lost when no answer comes', async () => {
    const client = await serve((request) => request.destroy());
    const error = await failure(client.read('/projects'));
    expect(error).toBeInstanceOf(ConnectionLost);
    expect(isPassing(error)).toBe(true);
    expect(retryDelay(1, error)).toBe(1000);
    expect(retryDelay(30, error)).toBe(20_000);
  });

  it('says that the connection was lost when the answer breaks off', async () => {
    const client = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('{"a":');
      response.destroy();
    });
    expect(await failure(client.read('/projects'))).toBeInstanceOf(ConnectionLost);
  });

  it('lets the caller give up', async () => {
    const abort = new AbortController();
    const client = await serve(() => abort.abort());
    const error = await failure(client.read('/projects', { signal: abort.signal }));
    expect(error).not.toBeInstanceOf(ConnectionLost);
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});
