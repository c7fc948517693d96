import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sax from 'sax';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

const TITLE = 'A ]]> & <script>alert(1)</script> "b"; c, d\\n &lt;e&gt;';
const BREAKS = 'One\r\nEND:VCALENDAR\r\nTwo';
const NAMES = ['feed.json', 'feed.atom', 'calendar.ics'] as const;

let db: TestDatabase;
let api: TestApi;
let register: RegisterHarness;
let id: string;

const give = async (path: string, body: object) => {
  const sources = [{ publisher: `${TITLE} gazette`, title: TITLE, class: 'officialAct' }];
  const answer = await api.call(`/api/${path}`, { as: 'staff', body: { sources, ...body } });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json as { id: string };
};
const read = async (name: (typeof NAMES)[number]) => (await api.call(`/api/projects/${id}/${name}`)).text;

interface Element {
  readonly name: string;
  text: string;
}

/** The elements of a document in order, with their own text; fails where it is not well-formed. */
function elementsOf(xml: string): readonly Element[] {
  const parser = sax.parser(true, { position: false });
  const elements: Element[] = [];
  const open: Element[] = [];
  const add = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name }) => {
    const element = { name, text: '' };
    elements.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = add;
  parser.oncdata = add;
  parser.write(xml).close();
  return elements;
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('<br>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  register = openRegister(db);
  await register.run();
  ({ id } = await give('projects', { titles: { en: TITLE } }));
  await give(`projects/${id}/plan-milestone`, {
    ...{ code: 'other', titles: { en: TITLE }, plannedOn: '2027-05-01', announcedBy: TITLE },
  });
  await give(`projects/${id}/start-construction`, { occurredOn: '2026-01-01' });
  await give(`projects/${id}/suspend`, {
    ...{ occurredOn: '2026-01-02', reasonCode: 'dispute', reason: BREAKS },
  });
  await register.settled();
});
afterAll(async () => {
  await register.stop();
  await api.stop();
  await db.drop();
});

describe('a text that looks like markup', () => {
  it('is text in Atom, which stays well-formed', async () => {
    const elements = elementsOf(await read('feed.atom'));
    const names = new Set(elements.map(({ name }) => name));
    const expected = ['feed', 'id', 'title', 'updated', 'generator', 'author', 'name', 'link', 'entry'];
    expect([...names].sort()).toEqual([...expected, 'content', 'published'].sort());
    const titles = elements.filter(({ name }) => name === 'title').map(({ text }) => text);
    expect(titles[0]).toContain(TITLE);
    expect(titles.slice(1).every((title) => !title.includes('<'))).toBe(true);
    expect(titles.slice(1).map(unescapeHtml)).toContainEqual(`${TITLE}: planned: ${TITLE}`);
  });

  it('is the same text in JSON Feed', async () => {
    const { items } = JSON.parse(await read('feed.json')) as { items: { title: string }[] };
    expect(items.map(({ title }) => title)).toContain(`${TITLE}: planned: ${TITLE}`);
  });

  it('begins no line of its own in a calendar', async () => {
    const text = await read('calendar.ics');
    const lines = text.replaceAll('\r\n ', '').trimEnd().split('\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lines.every((line) => /^[A-Z-]+[:;]/.test(line))).toBe(true);
    expect(lines.join('\n')).toContain('One END:VCALENDAR Two');
    expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    const begun = lines.filter((line) => line.startsWith('BEGIN:')).length;
    expect(lines.filter((line) => line.startsWith('END:'))).toHaveLength(begun);
    const summary = lines.find((line) => line.startsWith('SUMMARY:') && line.includes('planned'));
    expect(summary).toContain('"b"\\; c\\, d\\\\n');
  });
});

describe('what is not public', () => {
  it('is in none of them and moves none of them', async () => {
    const before = await Promise.all(NAMES.map(read));
    const internal = { visibility: 'internal' };
    await give(`projects/${id}/plan-milestone`, {
      ...{ ...internal, code: 'firstPiles', titles: { en: 'Hidden piles' }, plannedOn: '2027-06-07' },
    });
    await register.settled();
    expect(await Promise.all(NAMES.map(read))).toEqual(before);
    for (const name of NAMES) {
      const asStaff = await api.call(`/api/projects/${id}/${name}`, { as: 'staff' });
      expect([name, asStaff.text.includes('Hidden piles')]).toEqual([name, false]);
      expect([name, asStaff.text]).toEqual([name, before[NAMES.indexOf(name)]]);
    }
    const { json } = await api.call(`/api/projects/${id}`, { as: 'staff' });
    expect(JSON.stringify(json)).toContain('Hidden piles');
  });
});
