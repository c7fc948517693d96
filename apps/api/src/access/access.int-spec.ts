import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '#identity';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { startApi, type Call, type TestApi } from '../../../../test/support/api.js';
import { OPERATIONS } from '../openapi/operations.js';

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

const UNDESCRIBED = ['GET /*', 'GET /api/docs/style.css'];
const RECORDS = ['agreements', 'projects', 'collections'];

/** `GET /api/:records/:id` as the three calls that it stands for. */
const expanded = (route: string): string[] => {
  const braced = route.replaceAll(/:(id|token)\b/g, '{$1}');
  return braced.includes(':records')
    ? RECORDS.map((records) => braced.replace(':records', records))
    : [braced];
};

describe('the routes', () => {
  it('are all described, and nothing is described that is no route', () => {
    const calls = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const routed = api.app.routes.filter((route) => !UNDESCRIBED.includes(route)).flatMap(expanded);
    const isCommand = (call: string) => /^POST \/api\/(agreements|projects|collections)\//.test(call);
    // HEAD is asked as GET is, and the description of GET says it all.
    const isTwin = (route: string) =>
      route.startsWith('HEAD ') && calls.includes(route.replace('HEAD', 'GET'));
    expect(routed.filter((route) => !isCommand(route) && !isTwin(route)).sort()).toEqual(
      calls.filter((call) => !isCommand(call)).sort(),
    );
    expect(routed.filter(isCommand)).toContain('POST /api/projects/{id}/:command');
  });

  it('all ask the policy: one without an action answers nobody, and there is none', () => {
    expect(api.app.routesWithoutPolicy).toEqual([]);
  });
});

describe('a key', () => {
  it('must be one that works, also where none is needed', async () => {
    for (const authorization of ['', 'Bearer', 'Bearer at_x', `Bearer at_${'A'.repeat(43)}`, 'Basic eDp5']) {
      const answer = await api.call('/api/projects', { headers: { authorization } });
      expect([authorization, answer.status]).toEqual([authorization, 401]);
    }
    const refused = await api.call('/api/events');
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('is not taken from the address or a cookie', async () => {
    const { auditor } = api.keys;
    expect((await api.call('/api/events', { headers: { cookie: `key=${auditor}` } })).status).toBe(401);
    expect((await api.call(`/api/events?key=${auditor}`)).status).toBe(401);
  });

  it('never comes into the log', () => {
    const text = JSON.stringify(api.logLines);
    for (const role of ROLES) expect(text).not.toContain(api.keys[role]);
  });
});

describe('a role', () => {
  const record = (): Call => ({ body: { titles: { en: `Plant ${newId()}` } } });
  it.each<[string, () => [string, Call], string, number]>([
    ['register a project', () => ['/api/projects', record()], 'staff approver', 201],
    ['read the log', () => ['/api/events', {}], 'auditor', 200],
    ['read the register', () => ['/api/projects', {}], ROLES.join(' '), 200],
    ['read the figures', () => ['/api/portfolio/summary', {}], ROLES.join(' '), 200],
  ])('may %s, or is told that it may not', async (_what, request, allowed, status) => {
    for (const role of ROLES) {
      const [path, call] = request();
      const answer = await api.call(path, { ...call, as: role });
      const expected = allowed.split(' ').includes(role) ? [status, undefined] : [403, 'FORBIDDEN_ROLE'];
      expect([role, answer.status, answer.json['code']]).toEqual([role, ...expected]);
    }
  });

  it('sees in the history of a record what it may see: the public no actor and nothing internal', async () => {
    const made = await api.call('/api/projects', { as: 'staff', ...record() });
    const id = String(made.json['id']);
    const body = { asOf: '2025', visibility: 'internal' };
    await api.call(`/api/projects/${id}/confirm-status`, { as: 'staff', body });
    const seenBy = async (as?: Role) => {
      const history = await api.call(`/api/projects/${id}/history`, as === undefined ? {} : { as });
      const items = history.json['items'] as readonly { readonly type: string; readonly actor: unknown }[];
      return items.map(({ type, actor }) => `${type}${actor === null ? '' : ' by somebody'}`);
    };
    expect(await seenBy()).toEqual(['ProjectRegistered']);
    expect(await seenBy('stakeholder')).toEqual(['ProjectRegistered']);
    for (const role of ['staff', 'auditor'] as const) {
      expect(await seenBy(role)).toEqual(['ProjectRegistered by somebody', 'StatusConfirmed by somebody']);
    }
    const reads = api.logLines.filter((line) => line['event'] === 'audit.read');
    expect(reads.at(-1)).toMatchObject({ action: 'read-history', record: id, actorId: api.actorIds.auditor });
  });

  it('finds no record where all that is recorded is internal', async () => {
    const made = await api.call('/api/projects', {
      as: 'staff',
      body: { titles: { en: `Secret ${newId()}` }, visibility: 'internal' },
    });
    const id = String(made.json['id']);
    expect((await api.call(`/api/projects/${id}/history`)).status).toBe(404);
    expect((await api.call(`/api/projects/${id}/history`, { as: 'staff' })).status).toBe(200);
  });
});
