import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createInitialSignIns } from '#identity';
import { createNotificationServices } from '#notifications';
import { dayInAlmaty, newId } from '#platform';
import { registerProjection } from '#projections';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { killPrograms, startApiProgram, startProgram } from '../../support/programs.js';
import { replayedRows, shownRows } from '../../support/projections/compare.js';
import { openRegister, SOURCE, type RegisterHarness } from '../../support/projections/register-harness.js';

const COMMAND_STEPS = [
  'command-decided',
  'append-before-send',
  'append-after-send',
  'append-answered',
  'command-answered',
];
const VIEW_STEPS = ['projection-before-commit', 'projection-after-commit'];

let db: TestDatabase;
let register: RegisterHarness;
let key: string;
let url: string;
beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  key = (await createInitialSignIns(register.pool)).credentials.staff.apiKey;
});
beforeEach(async () => {
  ({ url } = await startApiProgram(db.url));
});
afterEach(killPrograms);
afterAll(async () => {
  await register.stop();
  await db.drop();
});

const post = async (base: string, path: string, { body, commandId }: { body: object; commandId: string }) => {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': commandId,
  };
  const response = await fetch(`${base}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** A plant with one follower, who hears by the inbox. */
async function newPlant(): Promise<string> {
  const { id } = await register.give('RegisterProject', 'project', undefined, {
    titles: { en: `Plant ${newId()}` },
  });
  const { follows, settings } = createNotificationServices({
    pool: register.pool,
    baseUrl: 'https://tracker.example.org',
  });
  const reader = newId();
  await settings.save(reader, { email: null, locale: 'en', timeZone: 'Asia/Almaty', notifyOwnActs: false });
  await follows.follow(reader, {
    ...{ scope: { kind: 'record', key: `project-${id}` }, channels: ['in-app'], eventClasses: null },
  });
  return id;
}

const startConstruction = (base: string, id: string, commandId: string) =>
  post(base, `/projects/${id}/start-construction`, {
    body: { occurredOn: dayInAlmaty(new Date()).slice(0, 7), sources: [SOURCE] },
    commandId,
  });

const eventsOf = async (commandId: string): Promise<string[]> => {
  const found = await register.store.findCommand(commandId);
  return (found?.events ?? []).map(({ id }) => id);
};

/** The views equal a replay, and the follower was told once of the event. */
async function assertWhole(eventId: string | undefined): Promise<void> {
  const told = async () => {
    const { rows } = await register.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM notify.inbox i JOIN notify.notification n ON n.id = i.notification_id
       WHERE n.event_id = $1`,
      [eventId],
    );
    return rows[0]?.count ?? 0;
  };
  await eventually('the follower is told', async () => (await told()) > 0);
  await register.settled();
  const shown = await shownRows(register, registerProjection);
  expect(shown).toEqual(await replayedRows(register, registerProjection));
  expect(await told()).toBe(1);
}

describe('an API that is killed amid a command', () => {
  it.each(COMMAND_STEPS)('at %s: the same key gives the one result', async (step) => {
    const worker = startProgram('worker', { DATABASE_URL: db.url });
    await worker.logged(/worker\.started/);
    const id = await newPlant();
    const dying = await startApiProgram(db.url, { FAIL_POINT: step });
    const commandId = newId();
    await expect(startConstruction(dying.url, id, commandId)).rejects.toThrow();
    expect(await dying.ended).toBe('SIGKILL');
    // Sent and not answered: Postgres may still be at work on it.
    if (step === 'append-before-send' || step === 'command-decided')
      expect(await eventsOf(commandId)).toEqual([]);
    if (step.endsWith('answered')) expect(await eventsOf(commandId)).toHaveLength(1);
    const told = await startConstruction(url, id, commandId);
    expect([told.status, told.body]).toMatchObject([200, { events: [{ type: 'ConstructionStarted' }] }]);
    const events = await eventsOf(commandId);
    expect(events).toHaveLength(1);
    await assertWhole(events[0]);
  });
});

describe('a worker that is killed amid the views', () => {
  it.each(VIEW_STEPS)('at %s: another goes on with nothing lost or doubled', async (step) => {
    const id = await newPlant();
    const dying = startProgram('worker', { DATABASE_URL: db.url, FAIL_POINT: step });
    const commandId = newId();
    expect((await startConstruction(url, id, commandId)).status).toBe(200);
    expect(await dying.ended).toBe('SIGKILL');
    const next = startProgram('worker', { DATABASE_URL: db.url });
    await next.logged(/worker\.started/);
    await assertWhole((await eventsOf(commandId))[0]);
  });
});
