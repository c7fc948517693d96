import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandPreviewShape, type CommandPreview } from '#contracts';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';

let db: TestDatabase;
let api: TestApi;
let head: string;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const sources = [{ publisher: 'Akimat', title: 'Works began', class: 'officialAct' }];
const send = (path: string, body: object) => api.call(`/api${path}`, { as: 'staff', body });
const made = async (path: string, body: object) => {
  const answer = await send(path, body);
  if (answer.status > 201) throw new Error(answer.text);
  return answer.json as { id: string; position: string; events: { id: string }[] };
};
const tried = async (path: string, body: object): Promise<CommandPreview> => {
  const answer = await send(`${path}?dryRun=true`, body);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return commandPreviewShape.parse(answer.json);
};
const logEnd = async () => String(await api.store.head());

describe('a dry run', () => {
  let plant: string;
  let started: string;
  beforeAll(async () => {
    plant = (await made('/projects', { titles: { en: 'Steel plant' } })).id;
    const { events, position } = await made(`/projects/${plant}/start-construction`, {
      occurredOn: '2025-03',
      sources,
    });
    started = events[0]?.id ?? '';
    head = position;
  });

  it('shows what a command would record and where the record would stand, and records nothing', async () => {
    const preview = await tried(`/projects/${plant}/complete-construction`, {
      occurredOn: '2026-01',
      sources,
    });
    expect(preview).toMatchObject({
      ...{ dryRun: true, id: plant, version: 2, state: { stage: 'Built', legalStatus: null }, told: [] },
      events: [{ type: 'ConstructionCompleted', occurredOn: '2026-01', stream: `project-${plant}` }],
    });
    expect(await logEnd()).toBe(head);
  });

  it('of a registration uses up no number and finds its duplicate', async () => {
    const body = { titles: { en: 'Tungsten plant' } };
    expect(await tried('/projects', body)).toMatchObject({ publicId: null, version: 0 });
    await tried('/projects', body);
    const first = await made('/projects', body);
    expect(first).toMatchObject({ publicId: expect.stringMatching(/-0002$/) });
    const again = await send('/projects?dryRun=true', body);
    expect([again.status, again.json]).toMatchObject([409, { code: 'POSSIBLE_DUPLICATE_RECORD' }]);
    head = first.position;
  });

  it('of an agreement with its project shows both streams', async () => {
    const preview = await tried('/agreements/with-project', {
      agreement: { titles: { en: 'Investment agreement' } },
      project: { titles: { en: 'Glass factory' } },
    });
    expect(new Set(preview.events.map(({ stream }) => stream.split('-')[0]))).toEqual(
      new Set(['agreement', 'project']),
    );
    expect(await logEnd()).toBe(head);
  });

  it('is refused as the command would be, and by a wrong parameter', async () => {
    const refused = await send(`/projects/${plant}/start-construction?dryRun=true`, { sources });
    expect([refused.status, refused.json]).toMatchObject([409, { code: 'ALREADY_UNDER_CONSTRUCTION' }]);
    const wrong = await send(`/projects/${plant}/start-construction?dryRun=maybe`, { sources });
    expect([wrong.status, wrong.json]).toMatchObject([400, { code: 'INVALID_QUERY' }]);
    const nobody = await api.call(`/api/projects/${plant}/void?dryRun=true`, { as: 'stakeholder', body: {} });
    expect(nobody.status).toBe(403);
  });

  it('of a correction shows the state after it and that nobody was told of what was wrong', async () => {
    const body = {
      retractions: [{ targetEventId: started, reasonCode: 'didNotOccur', explanation: 'Only a ceremony.' }],
    };
    expect(await tried(`/projects/${plant}/correct`, body)).toMatchObject({
      state: { stage: 'Announced' },
      events: [{ type: 'EventRetracted' }],
      told: [{ eventId: started, recipients: 0, byChannel: {}, lastAt: null }],
    });
    expect(await logEnd()).toBe(head);
  });
});
