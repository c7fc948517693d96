import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  historyShape,
  milestoneBoardShape,
  portfolioSummaryShape,
  recordDetailShape,
  registerListShape,
} from '#contracts';
import { createLogger, newId } from '#platform';
import { ProjectionRunner, registerProjection } from '#projections';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { COMMAND_EXAMPLES } from '../openapi/examples/index.js';

let db: TestDatabase;
let api: TestApi;
let runner: ProjectionRunner;

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  runner = makeRunner();
  await runner.start();
});
afterAll(async () => {
  await runner.stop();
  await api.stop();
  await db.drop();
});

const makeRunner = () =>
  new ProjectionRunner({
    ...{ pool: db.appPool({ max: 4 }), store: api.store, projection: registerProjection },
    ...{ logger: createLogger('silent'), holder: newId() },
  });

const record = async (path: string, body: object) => (await api.call(path, { as: 'staff', body })).json;
const project = () =>
  record('/api/projects', { ...COMMAND_EXAMPLES.RegisterProject, titles: { en: `Plant ${newId()}` } });

describe('a read', () => {
  it('shows a writer its own write by the position that the command answered', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, publicId, position, version } = await project();
      const answer = await api.call(`/api/projects/${String(publicId)}?minPosition=${String(position)}`);
      const detail = recordDetailShape.parse(answer.json);
      expect(detail).toMatchObject({ id, publicId, version, stage: 'Announced', regions: ['KZ-31'] });
      expect(answer.headers.get('etag')).toBe(`"${String(version)}"`);
      expect(BigInt(answer.headers.get('x-position') ?? '')).toBeGreaterThanOrEqual(BigInt(String(position)));
    }
  });

  it('names those who recorded to the staff, and nobody to the public', async () => {
    const { id } = await project();
    const path = `/api/projects/${String(id)}/history`;
    const inside = historyShape.parse((await api.call(path, { as: 'auditor' })).json);
    const { rows } = await db
      .ownerPool()
      .query<{ id: string; name: string }>("SELECT id::text, name FROM access.actor WHERE role = 'staff'");
    expect(rows).toContainEqual({ id: inside.items[0]?.actor?.id, name: inside.items[0]?.actor?.name });
    const outside = historyShape.parse((await api.call(path)).json);
    expect(new Set(outside.items.map(({ actor }) => actor))).toEqual(new Set([null]));
  });

  it('answers in the shapes of the description', async () => {
    const { id, position } = await project();
    const started = await record(
      `/api/projects/${String(id)}/start-construction`,
      COMMAND_EXAMPLES.StartConstruction,
    );
    const at = `minPosition=${String(started['position'] ?? position)}`;
    const list = registerListShape.parse(
      (await api.call(`/api/projects?stage=UnderConstruction&${at}`)).json,
    );
    expect(list.items.map((item) => item.id)).toContain(id);
    portfolioSummaryShape.parse((await api.call(`/api/portfolio/summary?${at}`)).json);
    milestoneBoardShape.parse((await api.call(`/api/milestones?${at}`)).json);
    const history = historyShape.parse((await api.call(`/api/projects/${String(id)}/history?limit=1`)).json);
    expect(history.items.map(({ type }) => type)).toEqual(['ProjectRegistered']);
    const rest = await api.call(`/api/projects/${String(id)}/history?after=${history.nextAfter ?? 0}`);
    const last = historyShape.parse(rest.json).items.at(-1);
    expect(last).toMatchObject({ type: 'ConstructionStarted', amendedBy: [] });
    const correction = {
      targetEventId: last?.id,
      reasonCode: 'didNotOccur',
      explanation: 'Only a ceremony.',
    };
    await record(`/api/projects/${String(id)}/correct`, { retractions: [correction] });
    const after = historyShape.parse((await api.call(`/api/projects/${String(id)}/history`)).json).items;
    const [retracted, retraction] = after.slice(-2);
    expect(retracted?.amendedBy).toEqual([
      { eventId: retraction?.id, type: 'EventRetracted', version: retraction?.version },
    ]);
  });

  it('pages through a list by cursors that cannot be edited', async () => {
    for (let n = 0; n < 3; n += 1) await project();
    const { position } = await project();
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 50; page += 1) {
      const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await api.call(`/api/projects?limit=2&minPosition=${String(position)}${at}`);
      if (answer.status !== 200) throw new Error(answer.text);
      const list = registerListShape.parse(answer.json);
      seen.push(...list.items.map(({ publicId }) => publicId));
      cursor = list.nextCursor;
      if (cursor === null) continue;
      const edited = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`;
      const refused = await api.call(`/api/projects?limit=2&cursor=${encodeURIComponent(edited)}`);
      expect([refused.status, refused.json['code']]).toEqual([400, 'INVALID_CURSOR']);
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });

  it('answers 503 with Retry-After when the read model does not come as far in two seconds', async () => {
    const begin = performance.now();
    const far = (await api.store.head()) + 1_000n;
    const answer = await api.call(`/api/projects?minPosition=${far}`);
    expect([answer.status, answer.json['code']]).toEqual([503, 'READ_MODEL_BEHIND']);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.json['errorId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(performance.now() - begin).toBeLessThan(4_000);
  });

  it('answers 503 while the tables of a release that kept no activity are shown', async () => {
    const owner = db.ownerPool();
    const status = async () => (await api.call('/api/portfolio/activity')).status;
    expect(await status()).toBe(200);
    await owner.query('ALTER VIEW views.activity RENAME TO activity_elsewhere');
    const answer = await api.call('/api/portfolio/activity');
    expect([answer.status, answer.json['code']]).toEqual([503, 'READ_MODEL_BEHIND']);
    await owner.query('ALTER VIEW views.activity_elsewhere RENAME TO activity');
    expect(await status()).toBe(200);
  });

  it('finds nothing under an id that no record has', async () => {
    for (const id of [newId(), 'PRJ-1999-0001', 'AGR-2026-0001', 'x']) {
      const answer = await api.call(`/api/projects/${id}`);
      expect([id, answer.status, answer.json['code']]).toEqual([id, 404, 'STREAM_NOT_FOUND']);
    }
  });
});

describe('readiness', () => {
  it('tells how far the read model is and who works on it', async () => {
    const { position } = await project();
    await api.call(`/api/projects?minPosition=${String(position)}`);
    const ready = await api.call('/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.json).toMatchObject({
      status: 'ok',
      checks: {
        database: { status: 'ok' },
        projections: { status: 'ok', register: { lag: '0', parked: null } },
      },
    });
    const metrics = await api.call('/metrics');
    expect(metrics.text).toMatch(/^projection_lag_events\{projection="register"\} 0$/m);
    expect(metrics.text).toMatch(/^commands_total\{command="RegisterProject",outcome="accepted"\} \d+$/m);
    expect(metrics.text).toMatch(/^http_request_duration_seconds_count\{.*route="\/api\/:records".*\} \d+$/m);
  });
});
