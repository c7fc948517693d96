import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

const SOURCES = [{ publisher: 'Akimat', title: 'News', class: 'officialAct' }];
const WRONG = { reasonCode: 'didNotOccur', explanation: 'It was another plant.' };

let db: TestDatabase;
let api: TestApi;
let register: RegisterHarness;

const give = async (path: string, body: object) => {
  const answer = await api.call(`/api/${path}`, { as: 'staff', body: { sources: SOURCES, ...body } });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json as { id: string; events: { id: string; type: string }[] };
};
const eventOf = async (path: string, body: object) => (await give(path, body)).events[0]?.id ?? '';

/** A project that has promised one milestone; its entry in the calendar is the only one. */
async function promise(code: string, plannedOn: string) {
  const { id } = await give('projects', { titles: { en: 'Steel plant' }, notADuplicate: true });
  const eventId = await eventOf(`projects/${id}/plan-milestone`, { code, plannedOn });
  await register.settled();
  const { json } = await api.call(`/api/projects/${id}`);
  const [milestone] = json['milestones'] as { milestoneId: string }[];
  return { id, eventId, milestoneId: milestone?.milestoneId ?? '' };
}

type Entry = Readonly<Record<string, string>>;

async function entriesOf(id: string): Promise<readonly Entry[]> {
  const { text } = await api.call(`/api/projects/${id}/calendar.ics`);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines
    .join('\n')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map(
      (entry) =>
        Object.fromEntries(entry.split('\n').map((line) => line.split(/:(.*)/s).slice(0, 2))) as Entry,
    );
}
const theEntry = async ({ id, milestoneId }: { id: string; milestoneId: string }): Promise<Entry> => {
  const found = (await entriesOf(id)).filter(({ UID }) => UID?.includes(milestoneId));
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};
const expectNewer = (after: Entry, before: Entry) => {
  expect(after['UID']).toBe(before['UID']);
  expect(Number(after['SEQUENCE'])).toBeGreaterThan(Number(before['SEQUENCE']));
  expect(String(after['LAST-MODIFIED']) >= String(before['LAST-MODIFIED'])).toBe(true);
};

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  register = openRegister(db);
  await register.run();
});
afterAll(async () => {
  await register.stop();
  await api.stop();
  await db.drop();
});

describe('the date of a milestone', () => {
  it('is newer when a stage keeps the promise, and again when that stage is retracted', async () => {
    const plant = await promise('constructionStart', '2027-05-01');
    const promised = await theEntry(plant);
    const targetEventId = await eventOf(`projects/${plant.id}/start-construction`, {
      occurredOn: '2026-03-02',
    });
    const kept = await theEntry(plant);
    expect(kept['DTSTART;VALUE=DATE']).toBe('20260302');
    expectNewer(kept, promised);
    await give(`projects/${plant.id}/correct`, { retractions: [{ targetEventId, ...WRONG }] });
    const again = await theEntry(plant);
    expect(again['DTSTART;VALUE=DATE']).toBe('20270501');
    expectNewer(again, kept);
  });

  it('is cancelled, not gone, when the promise is retracted', async () => {
    const plant = await promise('firstPiles', '2027-05-01');
    const promised = await theEntry(plant);
    await give(`projects/${plant.id}/correct`, { retractions: [{ targetEventId: plant.eventId, ...WRONG }] });
    const retracted = await theEntry(plant);
    expect(retracted).toMatchObject({ STATUS: 'CANCELLED', 'DTSTART;VALUE=DATE': '20270501' });
    expect(retracted['SUMMARY']).toContain('first piles');
    expectNewer(retracted, promised);
  });

  it('stays where it was promised when it was reached on a day that nobody knows', async () => {
    const plant = await promise('firstPiles', '2025-05-01');
    const promised = await theEntry(plant);
    await give(`projects/${plant.id}/achieve-milestone`, {
      milestoneId: plant.milestoneId,
      code: 'firstPiles',
    });
    const reached = await theEntry(plant);
    expectNewer(reached, promised);
    expect(reached['SUMMARY']).toContain('reached: first piles');
    expect(reached['SUMMARY']).toContain('date not known');
  });

  it.each([
    ['../2027-09', '20270930', 'not later than September 2027'],
    ['2027-05-01~', '20270501', 'about 1 May 2027'],
  ])('says that %s is not that very day', async (plannedOn, day, words) => {
    const entry = await theEntry(await promise('firstPiles', plannedOn));
    expect(entry['DTSTART;VALUE=DATE']).toBe(day);
    expect(entry['SUMMARY']).toContain(`(${words})`);
  });

  it('is newer when the record gets another name', async () => {
    const { id, events } = await give('projects', { titles: { en: 'Steel plnat' } });
    await give(`projects/${id}/plan-milestone`, { code: 'firstPiles', plannedOn: '2027-05-01' });
    await register.settled();
    const [before = {}] = await entriesOf(id);
    const correction = { targetEventId: events[0]?.id, patch: { data: { titles: { en: 'Steel plant' } } } };
    await give(`projects/${id}/correct`, {
      corrections: [{ ...correction, reasonCode: 'incorrectData', explanation: 'A slip.' }],
    });
    const [after = {}] = await entriesOf(id);
    expect(after['SUMMARY']).toContain('Steel plant');
    expectNewer(after, before);
  });

  it.each(['void', 'merge'])('is cancelled, as what happened is, with %s of the record', async (command) => {
    const plant = await promise('firstPiles', '2027-05-01');
    const started = await eventOf(`projects/${plant.id}/start-construction`, { occurredOn: '2026-03-02' });
    const step = async () => (await entriesOf(plant.id)).find(({ UID }) => UID?.startsWith(started)) ?? {};
    const [promised, happened] = [await theEntry(plant), await step()];
    const other = await promise('firstPiles', '2027-05-01');
    const into = command === 'merge' ? { intoId: other.id } : {};
    await give(`projects/${plant.id}/${command}`, { ...into, reason: 'Entered twice.' });
    await register.settled();
    for (const [after, before] of [
      [await theEntry(plant), promised],
      [await step(), happened],
    ] as const) {
      expect([before['STATUS'], after['STATUS']]).toEqual(['CONFIRMED', 'CANCELLED']);
      expect(after['SUMMARY']).toBe(before['SUMMARY']);
      expectNewer(after, before);
    }
  });

  it('is dropped with the milestone', async () => {
    const plant = await promise('firstPiles', '2027-05-01');
    const promised = await theEntry(plant);
    await give(`projects/${plant.id}/drop-milestone`, {
      milestoneId: plant.milestoneId,
      reason: 'Not built.',
    });
    const dropped = await theEntry(plant);
    expect(dropped['STATUS']).toBe('CANCELLED');
    expectNewer(dropped, promised);
  });
});

describe('a document', () => {
  it('is looked at without being read', async () => {
    const { id } = await promise('firstPiles', '2027-05-01');
    const addresses = [`/api/projects/${id}`, '/api/projects'];
    for (const address of addresses) {
      for (const name of ['feed.json', 'feed.atom', 'calendar.ics']) {
        const path = `${address}/${name}`;
        const get = await api.call(path);
        const head = await api.call(path, { method: 'HEAD' });
        for (const header of ['etag', 'content-type', 'cache-control']) {
          expect([path, head.headers.get(header)]).toEqual([path, get.headers.get(header)]);
        }
        expect([head.status, head.text]).toEqual([200, '']);
        const etag = get.headers.get('etag') ?? '';
        const known = await api.call(path, { method: 'HEAD', headers: { 'if-none-match': etag } });
        expect(known.status).toBe(304);
      }
    }
    const missing = await api.call('/api/projects/PRJ-1999-0001/feed.atom', { method: 'HEAD' });
    expect(missing.status).toBe(404);
  });

  it('calls what was retracted by its name', async () => {
    const plant = await promise('firstPiles', '2027-05-01');
    await give(`projects/${plant.id}/correct`, { retractions: [{ targetEventId: plant.eventId, ...WRONG }] });
    const { json } = await api.call(`/api/projects/${plant.id}/feed.json`);
    const items = json['items'] as { id: string; content_text: string }[];
    const told = items.find((item) => item.id === `urn:uuid:${plant.eventId}`)?.content_text;
    expect(told).toContain('Told before: planned: first piles; New date: 1 May 2027');
  });
});
