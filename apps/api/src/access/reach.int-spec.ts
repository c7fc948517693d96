import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegisterList } from '#contracts';
import { newId } from '#platform';
import { startApi, type Answer, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';
import { invite } from '../../../../test/support/invited.js';
import { signIn, type SessionClient } from '../../../../test/support/session.js';

interface Made {
  readonly id: string;
  readonly publicId: string;
  readonly position: string;
}

let db: TestDatabase;
let api: TestApi;
let register: RegisterHarness;
let desk: SessionClient;
let investor: SessionClient;
let own: { collection: Made; agreement: Made; project: Made; secret: Made };
let foreign: { project: Made; secret: Made };

const outcome = ({ status, json }: Answer) => [status, json['code']];
const source = { publisher: 'Akimat', title: 'Works', class: 'officialAct' };

const make = async (kind: string, title: string, more: object = {}): Promise<Made> => {
  const extra = kind === 'collections' ? { kind: 'councilSession' } : {};
  const body = { titles: { en: `${title} ${newId()}` }, ...extra, ...more };
  const answer = await api.call(`/api/${kind}`, { as: 'staff', body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json as unknown as Made;
};

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  register = openRegister(db);
  await register.run();
  own = {
    collection: await make('collections', 'Session'),
    agreement: await make('agreements', 'Treaty', { kind: 'treaty', bindingness: 'binding' }),
    project: await make('projects', 'Plant'),
    secret: await make('projects', 'Hidden plant', { visibility: 'internal' }),
  };
  foreign = {
    project: await make('projects', 'Other plant'),
    secret: await make('projects', 'Other hidden plant', { visibility: 'internal' }),
  };
  const member = (memberKind: string, memberId: string) =>
    api.call(`/api/collections/${own.collection.id}/add-member`, {
      as: 'staff',
      body: { memberKind, memberId },
    });
  await member('agreement', own.agreement.id);
  await member('project', own.secret.id);
  await api.call(`/api/agreements/${own.agreement.id}/link-project`, {
    as: 'staff',
    body: { projectId: own.project.id, relation: 'covers' },
  });
  const admin = await signIn(api, 'admin');
  const scope = [{ kind: 'collection' as const, id: own.collection.id }];
  desk = await signIn(api, await invite(api, admin, { role: 'staff', scope }));
  investor = await signIn(api, await invite(api, admin, { role: 'stakeholder', scope }));
});
afterAll(async () => {
  await register.stop();
  await api.stop();
  await db.drop();
});

const startConstruction = (who: SessionClient, id: string) =>
  who.call(`/api/projects/${id}/start-construction`, { body: { occurredOn: '2025', sources: [source] } });

describe('somebody whose rights reach a collection', () => {
  it('records on its members and on the projects of its agreements', async () => {
    expect(outcome(await startConstruction(desk, own.project.id))).toEqual([200, undefined]);
    expect(outcome(await startConstruction(desk, own.secret.publicId))).toEqual([200, undefined]);
  });

  it('finds nothing to record on elsewhere: public, internal and absent are one answer', async () => {
    for (const id of [
      foreign.project.id,
      foreign.secret.id,
      foreign.secret.publicId,
      newId(),
      'PRJ-1999-0001',
    ]) {
      expect([id, ...outcome(await startConstruction(desk, id))]).toEqual([id, 404, 'STREAM_NOT_FOUND']);
      const next = await desk.call(`/api/projects/${id}/next`);
      expect([id, ...outcome(next)]).toEqual([id, 404, 'STREAM_NOT_FOUND']);
    }
  });

  it('does not get hold of a record elsewhere by linking it', async () => {
    const link = { projectId: foreign.project.id, relation: 'covers' };
    const linked = await desk.call(`/api/agreements/${own.agreement.id}/link-project`, { body: link });
    expect(outcome(linked)).toEqual([404, 'STREAM_NOT_FOUND']);
    const body = { memberKind: 'project', memberId: foreign.project.id };
    const added = await desk.call(`/api/collections/${own.collection.id}/add-member`, { body });
    expect(outcome(added)).toEqual([404, 'STREAM_NOT_FOUND']);
  });

  it('goes on with what they registered themselves, at once', async () => {
    const made = await desk.call('/api/projects', { body: { titles: { en: `New plant ${newId()}` } } });
    expect(made.status).toBe(201);
    expect(outcome(await startConstruction(desk, String(made.json['id'])))).toEqual([200, undefined]);
  });

  it('reads what is internal within reach, and what is public elsewhere', async () => {
    expect((await desk.call(`/api/projects/${own.secret.id}`)).status).toBe(200);
    expect((await desk.call(`/api/projects/${foreign.project.id}`)).status).toBe(200);
    expect(outcome(await desk.call(`/api/projects/${foreign.secret.id}`))).toEqual([404, 'STREAM_NOT_FOUND']);
    expect(outcome(await desk.call(`/api/projects/${foreign.secret.id}/history`))).toEqual([
      ...[404, 'STREAM_NOT_FOUND'],
    ]);
  });

  it('reads of a neighbour out of reach what is public, and nothing of one that is not', async () => {
    const kind = { kind: 'treaty', bindingness: 'binding' };
    const open = await make('agreements', 'Treaty of others', kind);
    const hidden = await make('agreements', 'Hidden treaty', { ...kind, visibility: 'internal' });
    const body = { projectId: own.project.id, relation: 'finances' };
    const link = (id: string) => api.call(`/api/agreements/${id}/link-project`, { as: 'staff', body });
    await link(open.id);
    const { position } = (await link(hidden.id)).json;
    const financing = async (call: SessionClient['call']) => {
      const { json } = await call(`/api/projects/${own.project.id}?minPosition=${String(position)}`);
      const links = json['links'] as { relation: string; record: { id: string } }[];
      return links.filter(({ relation }) => relation === 'finances.of').map(({ record }) => record.id);
    };
    expect(await financing((path) => api.call(path, { as: 'staff' }))).toEqual([open.id, hidden.id]);
    expect(await financing(desk.call.bind(desk))).toEqual([open.id]);
  });

  it('finds in lists what is internal within reach and nothing internal elsewhere', async () => {
    const list = await desk.call(`/api/projects?minPosition=${foreign.secret.position}`);
    const ids = (list.json as unknown as RegisterList).items.map(({ id }) => id);
    expect(ids).toContain(own.secret.id);
    expect(ids).toContain(foreign.project.id);
    expect(ids).not.toContain(foreign.secret.id);
  });

  it('imports no tables: they are about the whole portfolio', async () => {
    expect(outcome(await desk.call('/api/imports'))).toEqual([403, 'FORBIDDEN_ROLE']);
  });
});

describe('a stakeholder', () => {
  const dispute = async (id: string) => {
    const history = await api.call(`/api/projects/${id}/history`, { as: 'staff' });
    const [first] = history.json['items'] as { id: string }[];
    const byParty = { name: 'Investor', countryCode: 'CN' };
    const body = { targetEventId: first?.id, byParty, statement: 'The works began later.' };
    return investor.call(`/api/projects/${id}/dispute-fact`, { body });
  };

  it('says that a fact of a record within reach is not so, and records nothing else', async () => {
    expect(outcome(await dispute(own.project.id))).toEqual([200, undefined]);
    expect(outcome(await startConstruction(investor, own.project.id))).toEqual([403, 'FORBIDDEN_ROLE']);
  });

  it('says nothing of a record elsewhere', async () => {
    expect(outcome(await dispute(foreign.project.id))).toEqual([404, 'STREAM_NOT_FOUND']);
  });

  it('reads what is public, of records within reach as of others', async () => {
    expect((await investor.call(`/api/projects/${own.project.id}`)).status).toBe(200);
    expect((await investor.call(`/api/projects/${own.secret.id}`)).status).toBe(404);
  });
});
