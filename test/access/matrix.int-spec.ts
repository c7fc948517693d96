import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '#identity';
import { newId } from '#platform';
import { startApi, type Answer, type Call, type TestApi } from '../support/api.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { invite } from '../support/invited.js';
import { openRegister, type RegisterHarness } from '../support/projections/register-harness.js';
import { signIn, type SessionClient } from '../support/session.js';

const TABLE = join(import.meta.dirname, '../../docs/access-matrix.md');
const HEADING = `# Who may what, route by route

Each cell was answered by a running server, to a person at the page with a fresh proof of who they are; the routes are those of
its router. \`yes\`: let in; \`401\`: sign in first; \`403\`: not for this role; \`404\`: there is no such record for you. "own" and
"foreign" are people whose rights are limited to a collection, asking for an internal record in it and one outside. Made and
checked by \`test/access/matrix.int-spec.ts\`; \`UPDATE_MATRIX=1\` writes it anew.
`;

type Ask = (path: string, call: Omit<Call, 'as'>) => Promise<Answer>;
interface Column {
  readonly name: string;
  readonly record: string;
  ask: Ask;
  /** Signs in anew: some routes end the session. */
  readonly renew: () => Promise<void>;
}

let db: TestDatabase;
let api: TestApi;
let register: RegisterHarness;
let columns: Column[];

const internal = async () => {
  const body = { titles: { en: `Hidden plant ${newId()}` }, visibility: 'internal' };
  return (await api.call('/api/projects', { as: 'staff', body })).json as { id: string; position: string };
};

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  register = openRegister(db);
  await register.run();
  const body = { titles: { en: `Session ${newId()}` }, kind: 'councilSession' };
  const collection = String((await api.call('/api/collections', { as: 'staff', body })).json['id']);
  const [own, foreign] = [await internal(), await internal()];
  const member = { memberKind: 'project', memberId: own.id };
  await api.call(`/api/collections/${collection}/add-member`, { as: 'staff', body: member });
  await register.settled();
  const admin = await signIn(api, 'admin');
  const scope = [{ kind: 'collection' as const, id: collection }];
  const limited = [
    await invite(api, admin, { role: 'staff', scope }),
    await invite(api, admin, { role: 'approver', scope }),
    await invite(api, admin, { role: 'stakeholder', scope }),
  ];
  columns = [
    {
      name: 'public',
      record: own.id,
      ask: (path, call) => api.call(path, call),
      renew: async () => undefined,
    },
    ...(await Promise.all(ROLES.map((role) => column(role, own.id, () => signIn(api, role))))),
  ];
  for (const [index, role] of (['staff', 'approver', 'stakeholder'] as const).entries()) {
    const person = limited[index];
    if (person === undefined) throw new Error(role);
    for (const [name, { id }] of Object.entries({ own, foreign })) {
      columns.push(await column(`${role} ${name}`, id, () => signIn(api, person)));
    }
  }
}, 120_000);
afterAll(async () => {
  await register.stop();
  await api.stop();
  await db.drop();
});

async function column(name: string, record: string, begin: () => Promise<SessionClient>): Promise<Column> {
  const made: Column = {
    ...{ name, record },
    ask: () => Promise.reject(new Error('not signed in')),
    renew: async () => {
      const person = await begin();
      made.ask = (path, call) => person.call(path, call);
    },
  };
  await made.renew();
  return made;
}

/** Calls that stand for a route of the router; commands by one that records and one that a stakeholder may give. */
function callsOf(route: string): readonly string[] {
  if (route === 'POST /api/:records/:id/:command') {
    return ['confirm-status', 'dispute-fact'].map((command) => `POST /api/projects/{record}/${command}`);
  }
  if (route.endsWith('/with-project')) return ['POST /api/agreements/with-project'];
  return [route.replace('/:records/:id', '/projects/{record}').replaceAll(/:records\b/g, 'projects')];
}

const BODIES: Readonly<Record<string, unknown>> = {
  'confirm-status': { asOf: '2025' },
  'dispute-fact': { targetEventId: newId(), byParty: { name: 'Investor' }, statement: 'Not so.' },
};

async function cell(call: string, person: Column): Promise<string> {
  const { record, renew } = person;
  const [method = '', path = ''] = call.split(' ');
  const about = /session|password/.test(path) ? renew : undefined;
  await about?.();
  const address = `${path.endsWith('/compare') ? `${path}?from=1&to=2` : path}`
    .replace('{record}', record)
    .replaceAll(/:\w+/g, newId())
    .replace('/*', '/somewhere');
  const isTable = address === '/api/imports';
  const body = BODIES[path.split('/').at(-1) ?? ''] ?? {};
  const unsafe = method !== 'GET' && method !== 'HEAD';
  const headers = { 'sec-fetch-site': 'same-origin', ...(isTable ? { 'content-type': 'text/csv' } : {}) };
  const given = { method: method as 'GET', headers, ...(unsafe ? { body: isTable ? 'a,b' : body } : {}) };
  const { status, code } =
    address === '/api/stream' ? await openStream(person.ask) : await briefly(person.ask(address, given));
  await about?.();
  if (status === 401 && code === 'UNAUTHENTICATED') return '401';
  if (status === 403) return '403';
  return status === 404 && code === 'STREAM_NOT_FOUND' && path.includes('{record}') ? '404' : 'yes';
}

const briefly = async (asked: Promise<Answer>) => {
  const answer = await asked;
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const code = isProblem && answer.text !== '' ? answer.json['code'] : undefined;
  if (answer.status >= 500) throw new Error(answer.text);
  return { status: answer.status, code };
};

/** A stream never ends: one that names a wrong place is let in and told so. */
const openStream = (ask: Ask) => briefly(ask('/api/stream', { headers: { 'last-event-id': 'nowhere' } }));

describe('every route of the router', () => {
  it('lets in whom the table says, and nobody else', async () => {
    const calls = api.app.routes.flatMap(callsOf);
    const rows: string[][] = [['route', ...columns.map(({ name }) => name)]];
    for (const call of [...new Set(calls)].sort(byPath)) {
      const cells: string[] = [];
      for (const one of columns) cells.push(await cell(call, one));
      rows.push([`\`${call}\``, ...cells]);
    }
    const table = rows.map((cells) => `| ${cells.join(' | ')} |`);
    const lines = [HEADING, table[0], `|${' --- |'.repeat(columns.length + 1)}`, ...table.slice(1), ''];
    const text = lines.join('\n');
    if (process.env['UPDATE_MATRIX'] === '1') await writeFile(TABLE, text);
    expect(text.split('\n')).toEqual((await readFile(TABLE, 'utf8')).split('\n'));
  }, 300_000);
});

const byPath = (one: string, other: string): number =>
  (one.split(' ')[1] ?? '').localeCompare(other.split(' ')[1] ?? '') || one.localeCompare(other);
