import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { Answer } from '../../../../test/support/api.js';
import { startAttacked, type Attacked } from '../../../../test/support/attacked.js';

let db: TestDatabase;
let api: Attacked;
let id: string;
let head: bigint;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startAttacked(db);
  const made = await api.call('/api/projects', { as: 'staff', body: { titles: { en: 'A plant' } } });
  id = String(made.json['id']);
  await api.expectUnharmed(1);
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

let writes = 0;
beforeEach(async () => {
  writes = 0;
  head = await api.store.head();
});
afterEach(async () => {
  // No partial write, one line for each refusal, and the process answers as before.
  await api.expectUnharmed(writes);
  expect((await api.call('/health/live')).status).toBe(200);
});

const sources = [{ publisher: 'Akimat', title: 'News', class: 'press' }];
const start = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call(`/api/projects/${id}/start-construction`, { as: 'staff', body, headers });
const place = (answer: Answer): unknown => [
  answer.status,
  answer.json['code'],
  (answer.json['errors'] as { readonly pointer: string; readonly code: string }[] | undefined)
    ?.map(({ pointer, code }) => `${pointer} ${code}`)
    .join(),
];
const withNote = (note: string) => `{"sources": [], "note": ${note}}`;

describe('a body that cannot be read', () => {
  it.each<[string, string, number, string]>([
    ['truncated JSON', '{"occurredOn": "2025', 400, 'INVALID_JSON'],
    ['an empty document', ' ', 400, 'INVALID_JSON'],
    ['bare NaN', '{"percent": NaN}', 400, 'INVALID_JSON'],
    ['doubled names', '{"note":"a","note":"b"}', 400, 'DUPLICATE_NAME'],
    ['a 100,000-deep array', '['.repeat(100_000), 400, 'TOO_DEEP'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', 400, 'FORBIDDEN_NAME'],
    ['constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}', 400, 'FORBIDDEN_NAME'],
    ['300 KiB', JSON.stringify({ note: 'x'.repeat(300 * 1024) }), 413, 'BODY_TOO_LARGE'],
  ])('is refused: %s', async (_name, body, status, code) => {
    const answer = await start(body);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('is refused when it is compressed, before anything is inflated', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20));
    const answer = await start(new Uint8Array(bomb), { 'content-encoding': 'gzip' });
    expect([answer.status, answer.json['code']]).toEqual([415, 'UNSUPPORTED_ENCODING']);
  });

  it('is refused when it is no JSON', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ]) {
      const answer = await start('{}', { 'content-type': type });
      expect([type, answer.status, answer.json['code']]).toEqual([type, 415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
  });

  it('is refused when there is none', async () => {
    const answer = await api.call(`/api/projects/${id}/start-construction`, { as: 'staff', method: 'POST' });
    expect([answer.status, answer.json['code']]).toEqual([400, 'INVALID_JSON']);
  });
});

describe('a field that is not usable', () => {
  it.each<[string, string, string]>([
    ['NUL in a string', withNote(String.raw`"a\u0000b"`), '/note INVALID_TEXT'],
    ['a lone surrogate', withNote(String.raw`"\ud800"`), '/note INVALID_TEXT'],
    ['a bidi override', withNote('"abc\u202Etxt.exe"'), '/note INVALID_TEXT'],
    [
      'a zero-width space in a name',
      '{"sources":[{"publisher":"Sino\u200Bpec","title":"T","class":"press"}]}',
      '/sources/0/publisher INVALID_TEXT',
    ],
    [
      'CRLF in a name',
      String.raw`{"sources":[{"publisher":"A\r\nBcc: x@y","title":"T","class":"press"}]}`,
      '/sources/0/publisher INVALID_TEXT',
    ],
    ['1e400', '{"x": 1e400}', '/x NUMBER_RANGE'],
    ['2^53 + 1 as a number', '{"x": 9007199254740993}', '/x NUMBER_RANGE'],
    [
      'a number with more digits than a double',
      '{"x": 0.1000000000000000055511151231257827}',
      '/x NUMBER_RANGE',
    ],
    ['30 February', '{"occurredOn": "2026-02-30"}', '/occurredOn DATE_UNPARSABLE'],
    ['the year 275760', '{"occurredOn": "275760-09-13"}', '/occurredOn DATE_UNPARSABLE'],
    ['a leap second', '{"occurredOn": "2016-12-31T23:59:60Z"}', '/occurredOn DATE_UNPARSABLE'],
    ['the far past', '{"occurredOn": "0044-03-15"}', '/occurredOn DATE_UNPARSABLE'],
    ['an unknown field', '{"recordedAt": "2020-01-01", "sources": []}', '/recordedAt UNKNOWN_FIELD'],
    ['1,001 items', JSON.stringify({ sources: Array(1001).fill(0) }), '/sources TOO_MANY_ITEMS'],
    ['an array for an object', '[]', ' INVALID_VALUE'],
    [
      'a javascript: link',
      JSON.stringify({ sources: [{ ...sources[0], url: 'javascript:alert(1)' }] }),
      '/sources/0/url INVALID_VALUE',
    ],
  ])('is refused with its place: %s', async (_name, body, error) => {
    const answer = await start(body);
    const code = error.endsWith('UNKNOWN_FIELD') ? 'UNKNOWN_FIELD' : 'INVALID_INPUT';
    expect(place(answer)).toEqual([422, code, error]);
  });

  it('is refused when it lies in the future', async () => {
    const answer = await start({ sources, occurredOn: '9999' });
    expect([answer.status, answer.json['code']]).toEqual([422, 'OCCURRED_IN_FUTURE']);
  });
});

describe('text that only looks dangerous', () => {
  it('is stored and given back as the text it is', async () => {
    const titles = {
      en: `'; DROP TABLE es.events; -- <script>alert(1)</script> {{7*7}} =HYPERLINK("x") \\ %s $1`,
      kk: 'Қазақ «завод»',
    };
    const made = await api.call('/api/projects', { as: 'staff', body: { titles } });
    writes = 1;
    expect(made.status).toBe(201);
    const log = await api.call(`/api/events?after=${head}`, { as: 'auditor' });
    expect(log.json['items']).toMatchObject([{ type: 'ProjectRegistered', data: { titles } }]);
  });
});

describe('an address that is not usable', () => {
  it.each<[string, string, number, string]>([
    ['a limit below 1', '/api/projects?limit=-1', 400, 'INVALID_QUERY'],
    ['a limit above 200', '/api/projects?limit=201', 400, 'INVALID_QUERY'],
    ['an offset', '/api/projects?offset=1000000000', 400, 'INVALID_QUERY'],
    ['a parameter given twice', '/api/projects?q=a&q=b', 400, 'INVALID_QUERY'],
    ['NUL in a filter', '/api/projects?q=a%00b', 400, 'INVALID_QUERY'],
    ['a made-up cursor', '/api/projects?cursor=eyJpZCI6MX0', 400, 'INVALID_CURSOR'],
    ['a position that is none', '/api/projects?minPosition=1e3', 400, 'INVALID_QUERY'],
    ['a position beyond any', '/api/events?after=99999999999999999999', 400, 'INVALID_QUERY'],
    ['a position beyond bigint', '/api/events?after=9999999999999999999', 400, 'INVALID_QUERY'],
    ['a day that is none', '/api/projects?quietSince=2026-02-31', 400, 'INVALID_QUERY'],
    ['a day of the year 0', '/api/projects?quietSince=0000-01-01', 400, 'INVALID_QUERY'],
    ['a broken escape', '/api/projects/%E0%A4%A', 404, 'NOT_FOUND'],
    ['an address of 5 KiB', `/api/projects?q=${'a'.repeat(5_000)}`, 414, 'URI_TOO_LONG'],
    ['an id of 300 characters', `/api/projects/${'a'.repeat(300)}`, 404, 'NOT_FOUND'],
    ['an id with SQL', "/api/projects/1'%20OR%20'1'='1", 404, 'STREAM_NOT_FOUND'],
    ['another kind of record', '/api/vessels', 404, 'NOT_FOUND'],
    ['a path upwards', '/assets/..%2f..%2f..%2fpackage.json', 404, 'NOT_FOUND'],
    ['a dot file', '/.env', 404, 'NOT_FOUND'],
  ])('is refused: %s', async (_name, path, status, code) => {
    const answer = await api.call(path, { as: 'auditor' });
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
  });

  it.each([
    'quietSince',
    'collection',
    'party',
    'q',
    'region',
    'sector',
    'stage',
    'kind',
    'headline',
    'legalStatus',
  ])('may hold anything in the filter %s without an error of ours', async (filter) => {
    const values = [
      "'",
      '%',
      '\\',
      '&|!:*()',
      '0000-00-00',
      '9999-12-31',
      'a:*',
      '\u{1F600}',
      '[]',
      '{}',
      '-1',
      id,
    ];
    for (const value of values) {
      const { status } = await api.call(`/api/projects?${filter}=${encodeURIComponent(value)}`, {
        as: 'auditor',
      });
      expect([value, [200, 400].includes(status)]).toEqual([value, true]);
    }
  });

  it('is not found under another method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      expect([method, (await api.call(`/api/projects/${id}`, { method })).status]).toEqual([method, 404]);
    }
  });
});

describe('a request that is no request', () => {
  const exchange = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(api.port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
    });

  it('is answered as a problem and cut: headers of 17 KiB', async () => {
    const answer = await exchange(
      `GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17 * 1024)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"HEADERS_TOO_LARGE"');
    expect(api.refusedLines().at(-1)).toMatchObject({ code: 'HEADERS_TOO_LARGE', status: 431, route: null });
  });

  it('is answered as a problem and cut: not HTTP', async () => {
    const answer = await exchange('HELO tracker\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
  });

  it('is answered as a problem and cut: a body shorter than it says, then silence from the client', async () => {
    const text = await exchange(
      `POST /api/projects HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"a"}`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('headers that claim another origin', () => {
  it('change nothing: X-Forwarded-For, Host, method override', async () => {
    const answer = await api.call('/api/nowhere', {
      headers: {
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-host': 'evil.example',
        'x-http-method-override': 'POST',
        'x-correlation-id': 'a\tb',
      },
    });
    expect(answer.json['type']).toBe('http://tracker.test/api/docs#NOT_FOUND');
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text).not.toContain('evil');
  });
});

describe('every answer', () => {
  it('bears the headers that keep a browser safe, and says nothing of what runs here', async () => {
    for (const path of [
      '/api/projects',
      '/api/nowhere',
      '/nowhere.js',
      '/api/docs',
      '/metrics',
      '/api/%E0%A4%A',
    ]) {
      const { headers } = await api.call(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
    const { headers } = await api.call('/api/projects');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-position')).toMatch(/^\d+$/);
  });
});
