import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

const HOSTILE = 'Plant ]]> <script>x</script>, a; b';
const SOURCES = [{ publisher: 'Akimat', title: 'News', class: 'officialAct' }];

let db: TestDatabase;
let api: TestApi;
let register: RegisterHarness;
let plant: string;
let session: string;
const eventIds: Record<string, string> = {};

interface Item {
  readonly id: string;
  readonly title: string;
  readonly content_text: string;
  readonly date_published: string;
  readonly date_modified: string;
}

const give = async (path: string, body: object) => {
  const answer = await api.call(`/api/${path}`, { as: 'staff', body: { sources: SOURCES, ...body } });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json as { id: string; events: { id: string; type: string }[] };
};
const itemsOf = async (path: string): Promise<readonly Item[]> => {
  const answer = await api.call(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    ...[200, 'application/feed+json; charset=utf-8'],
  ]);
  return answer.json['items'] as Item[];
};
const itemOf = async (name: string) =>
  (await itemsOf(`/api/projects/${plant}/feed.json`)).find(({ id }) => id === `urn:uuid:${eventIds[name]}`);
/** Entries of a calendar, unfolded, as names with values. */
const datesOf = async (path: string): Promise<Record<string, string>[]> => {
  const { text } = await api.call(path);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  return lines
    .join('\n')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((entry) =>
      Object.fromEntries(
        entry.split('\n').map((line): [string, string] => {
          const colon = line.indexOf(':');
          return [line.slice(0, colon), line.slice(colon + 1)];
        }),
      ),
    );
};

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  register = openRegister(db);
  await register.run();
  const titles = { en: HOSTILE, ru: 'Завод' };
  ({ id: plant } = await give('projects', { titles }));
  ({ id: session } = await give('collections', { titles: { en: 'Session' }, kind: 'councilSession' }));
  await give(`collections/${session}/add-member`, { memberKind: 'project', memberId: plant });
  const note = async (name: string, path: string, body: object) => {
    const { events } = await give(`projects/${plant}/${path}`, body);
    eventIds[name] = events[0]?.id ?? '';
  };
  await note('started', 'start-construction', { occurredOn: '2026-03' });
  await note('planned', 'plan-milestone', { code: 'firstPiles', plannedOn: '2027' });
  await note('secret', 'state-value', {
    ...{
      visibility: 'internal',
      value: { qualifier: 'exact', amount: '5012345', currency: 'USD', role: 'announced' },
    },
  });
  await register.settled();
});
afterAll(async () => {
  await register.stop();
  await api.stop();
  await db.drop();
});

describe('a feed', () => {
  it('tells what is public, newest first, each event under an id of its own', async () => {
    const items = await itemsOf(`/api/projects/${plant}/feed.json`);
    expect(items.map(({ id }) => id)).toEqual([
      ...[`urn:uuid:${eventIds['planned']}`, `urn:uuid:${eventIds['started']}`],
      expect.stringMatching(/^urn:uuid:/),
    ]);
    expect(items[1]?.title).toBe(`${HOSTILE}: construction has started`);
    expect(items[1]?.content_text).toContain('When: March 2026');
    expect(JSON.stringify(items)).not.toContain('5012345');
  });

  it('speaks the language that the address asks for', async () => {
    const [, started] = await itemsOf(`/api/projects/${plant}/feed.json?lang=ru`);
    expect(started?.title).toContain('Завод: ');
    expect(started?.content_text).toContain('март 2026');
  });

  it('is Atom in which no title can break out', async () => {
    const { status, headers, text } = await api.call(`/api/projects/${plant}/feed.atom`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(text).toContain(`<id>urn:uuid:${eventIds['started']}</id>`);
    expect(text).not.toContain('<script>');
    expect(text.match(/<entry>/g)).toHaveLength(3);
  });

  it('tells the members of a collection with it, and what a list finds', async () => {
    const started = `urn:uuid:${eventIds['started']}`;
    const ofSession = await itemsOf(`/api/collections/${session}/feed.json`);
    expect(ofSession.map(({ id }) => id)).toContain(started);
    const found = await itemsOf('/api/projects/feed.json?q=plant');
    expect(found.map(({ id }) => id)).toContain(started);
    expect(await itemsOf('/api/projects/feed.json?q=elsewhere')).toEqual([]);
  });

  it('is sent again only when it changed', async () => {
    for (const name of ['feed.json', 'feed.atom', 'calendar.ics']) {
      const path = `/api/projects/${plant}/${name}`;
      const first = await api.call(path);
      const etag = first.headers.get('etag') ?? '';
      const again = await api.call(path, { headers: { 'if-none-match': `"other", ${etag}` } });
      expect([name, again.status, again.text]).toEqual([name, 304, '']);
      expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    }
  });

  it('says clearly what it does not know', async () => {
    const code = async (path: string) => (await api.call(path)).json['code'];
    expect(await code('/api/projects/PRJ-1999-0001/feed.atom')).toBe('STREAM_NOT_FOUND');
    expect(await code('/api/projects/feed.json?colour=red')).toBe('INVALID_QUERY');
    expect(await code(`/api/projects/${plant}/feed.json?lang=xx`)).toBe('INVALID_QUERY');
    const hidden = await give('projects', { titles: { en: 'Hidden' }, visibility: 'internal' });
    await register.settled();
    expect(await code(`/api/projects/${hidden.id}/calendar.ics`)).toBe('STREAM_NOT_FOUND');
    const asStaff = await api.call(`/api/projects/${hidden.id}/feed.json`, { as: 'staff' });
    expect(asStaff.json['code']).toBe('STREAM_NOT_FOUND');
  });
});

describe('a calendar', () => {
  it('invents no day: a month is a month, and what is known by year alone stands on its last day', async () => {
    const [started, piles] = await datesOf(`/api/projects/${plant}/calendar.ics`);
    expect(started).toMatchObject({
      ...{ UID: `${eventIds['started']}@tracker.test`, SEQUENCE: '0', STATUS: 'CONFIRMED' },
      ...{ 'DTSTART;VALUE=DATE': '20260301', 'DTEND;VALUE=DATE': '20260401' },
    });
    expect(started?.['SUMMARY']).toContain('construction has started (March 2026)');
    expect(started?.['SUMMARY']).toContain('\\, a\\; b');
    expect(piles).toMatchObject({ 'DTSTART;VALUE=DATE': '20271231', 'DTEND;VALUE=DATE': '20280101' });
    expect(piles?.['SUMMARY']).toContain('(2027)');
  });

  it('asks to be read again every hour', async () => {
    const { text } = await api.call(`/api/projects/${plant}/calendar.ics`);
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
  });

  it('moves a milestone under the same UID, with a higher sequence', async () => {
    const [, before] = await datesOf(`/api/projects/${plant}/calendar.ics`);
    const { json } = await api.call(`/api/projects/${plant}`);
    const [milestone] = json['milestones'] as { milestoneId: string }[];
    await give(`projects/${plant}/reschedule-milestone`, {
      ...{ milestoneId: milestone?.milestoneId, to: '2028-05-09', reasonCode: 'finance' },
      announcedBy: 'Ministry',
    });
    const [, after] = await datesOf(`/api/projects/${plant}/calendar.ics`);
    expect(after?.['UID']).toBe(before?.['UID']);
    expect(Number(after?.['SEQUENCE'])).toBeGreaterThan(Number(before?.['SEQUENCE']));
    expect(after?.['DTSTART;VALUE=DATE']).toBe('20280509');
  });
});

describe('what was told wrongly', () => {
  it('keeps its id, says what is right and what was said before, and is as new as its correction', async () => {
    const before = await itemOf('started');
    await give(`projects/${plant}/correct`, {
      corrections: [
        {
          targetEventId: eventIds['started'],
          patch: { occurredOn: '2026-04-02' },
          ...{ reasonCode: 'precisionImproved', explanation: 'The act gives the day.' },
        },
      ],
    });
    const after = await itemOf('started');
    expect(after?.content_text).toContain('When: 2 April 2026');
    expect(after?.content_text).toContain('Told before: construction has started; When: March 2026');
    expect(after?.date_published).toBe(before?.date_published);
    expect(Date.parse(after?.date_modified ?? '')).toBeGreaterThan(Date.parse(before?.date_modified ?? ''));
    const [started] = await datesOf(`/api/projects/${plant}/calendar.ics`);
    expect(started).toMatchObject({ SEQUENCE: '1', 'DTSTART;VALUE=DATE': '20260402' });
  });

  it('says that it was retracted, and is cancelled in the calendar', async () => {
    const retraction = { reasonCode: 'didNotOccur', explanation: 'It was another plant.' };
    await give(`projects/${plant}/correct`, {
      retractions: [{ targetEventId: eventIds['started'], ...retraction }],
    });
    const item = await itemOf('started');
    expect(item?.title).toContain('retraction of what was told before');
    expect(item?.content_text).toContain('It was another plant.');
    const dates = await datesOf(`/api/projects/${plant}/calendar.ics`);
    const [started] = dates.filter(({ UID }) => UID?.startsWith(eventIds['started'] ?? ''));
    expect(started).toMatchObject({ STATUS: 'CANCELLED', SEQUENCE: '2' });
  });
});
