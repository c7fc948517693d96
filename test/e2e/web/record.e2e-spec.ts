import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, openPage, signIn, type View } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const PLANT = '/projects/PRJ-2026-0005';
const akimat = { publisher: 'Akimat', title: 'Decision 14', class: 'officialAct' };
const press = { publisher: 'Newspaper', title: 'Another sum', class: 'press' };

interface Recorded {
  readonly id: string;
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

describeInBrowser('the page of a record', () => {
  let product: Product;
  let beforeMove = '';
  const open = (path: string, view: View = DESK) => openPage(`${product.url}${path}`, view);
  const call = async (path: string, body?: object) => {
    const { status, json } = await askProduct<Recorded>(product, path, body);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(json)}`);
    return { json };
  };
  const record = async (command: string, body: object) =>
    (await call(`${PLANT}/${command}`, { sources: [akimat], ...body })).json;
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const { json } = await call('/projects/PRJ-2026-0011');
    await call('/collections/COL-2026-0001/add-member', {
      ...{ memberKind: 'project', memberId: json.id, membershipBasis: 'stated', sources: [akimat] },
    });
    const run = { milestoneId: 'run', code: 'operationStart' };
    await record('plan-milestone', { ...run, plannedOn: '2028', announcedBy: 'Ministry of Energy' });
    const baselined = await record('set-baseline', {
      ...{ baselineId: 'contract', name: 'As contracted', reason: 'The contract was signed.' },
      dates: [{ milestoneId: 'run', plannedOn: '2028' }],
    });
    beforeMove = baselined.position;
    const move = { milestoneId: 'run', reasonCode: 'finance', announcedBy: 'China Huadian' };
    await record('reschedule-milestone', { ...move, to: '2029-06' });
    const started = await record('start-construction', { occurredOn: '2026-10' });
    await record('correct', {
      corrections: [
        {
          ...{ targetEventId: started.events[0]?.id, patch: { occurredOn: '2026-10-03' } },
          ...{ reasonCode: 'precisionImproved', explanation: 'The act gives the day.' },
        },
      ],
    });
    await record('suspend', { occurredOn: '2026-10-20', reasonCode: 'weather' });
    const sum = (amount: string) => ({ amount, currency: 'USD', qualifier: 'exact', role: 'announced' });
    await record('state-value', { value: sum('1200000000') });
    await record('state-value', { value: { ...sum('1350000000'), role: 'contract' }, sources: [press] });
  });
  afterAll(() => product.stop());

  it('shows every promise with who moved it and why, and a suspension apart from the delay', async () => {
    const { page, complaints } = await open(PLANT);
    const row = page.locator('.gantt-row', { hasText: 'Start of operation' });
    await soon(async () =>
      expect(await row.locator('.gantt-text').allInnerTexts()).toEqual([
        'Baseline: 2028',
        'Promised first: 2028 · Ministry of Energy',
        'Moved to: June 2029 · China Huadian · Finance',
      ]),
    );
    // A year is drawn as a bar that is as long as the year, not as a point.
    await soon(async () => expect(await row.locator('rect').count()).toBe(3));
    await soon(async () =>
      expect(await page.locator('section[aria-labelledby="delays"]').innerText()).toContain('Finance'),
    );
    await soon(async () =>
      expect(await page.locator('section[aria-labelledby="suspensions"]').innerText()).toContain(
        '20 October 2026',
      ),
    );
    expect(complaints).toEqual([]);
  });

  it('strikes through what was corrected, and leads from it to the correction and back', async () => {
    const { page } = await open(PLANT);
    const wrong = page.locator('.timeline > li', { hasText: 'Right is: 3 October 2026.' });
    await soon(async () => expect(await wrong.locator('dd s').innerText()).toBe('October 2026'));
    await wrong.getByRole('link', { name: /^Corrected on/ }).click();
    const correction = page.locator('.timeline > li:focus');
    await soon(async () => expect(await correction.innerText()).toContain('The act gives the day.'));
    await correction.getByRole('link', { name: /^Corrects: Construction started/ }).click();
    await soon(async () =>
      expect(await page.locator('.timeline > li:focus').innerText()).toContain('Right is'),
    );
  });

  it('says who stated each sum, and which of what sources say counts', async () => {
    const { page } = await open(PLANT);
    const money = page.locator('section[aria-labelledby="money"]');
    await money.getByText('Newspaper: Another sum').waitFor();
    await soon(async () => expect(await money.innerText()).toContain('US$1,350,000,000'));
    await soon(async () => expect(await money.innerText()).toContain('Akimat: Decision 14'));
    const differing = page.locator('.subject', { hasText: 'Sources differ' }).first();
    await soon(async () =>
      expect(await differing.locator('.said-counts .said-value').innerText()).toContain('June 2029'),
    );
    const { page: other } = await open('/projects/PRJ-2026-0001');
    await other.getByText('not stated by any source').first().waitFor();
  });

  it('cites an address that shows the same whatever is recorded later', async () => {
    const { page } = await open(PLANT);
    await page.getByRole('button', { name: 'Cite' }).click();
    const address = await page.getByLabel('Permanent address').inputValue();
    const past = await openPage(address, DESK);
    await past.page.locator('.timeline > li').first().waitFor();
    const before = await past.page.locator('main').innerText();
    await record('confirm-status', { asOf: '2026-11' });
    await past.page.reload();
    await past.page.locator('.timeline > li').first().waitFor();
    await soon(async () => expect(await past.page.locator('main').innerText()).toBe(before));
    await past.page.getByRole('link', { name: 'To the record as it is now' }).click();
    await past.page.getByRole('heading', { name: 'Planned and actual' }).waitFor();
    await past.page.waitForURL((url) => url.search === '');
  });

  it('shows at an earlier position the plan that was known then, and what had come of it', async () => {
    const { page, complaints } = await open(`${PLANT}?knownAt=${beforeMove}`);
    await page.getByText(`As it was known at position ${beforeMove} of the log.`).waitFor();
    const milestones = page.locator('section[aria-labelledby="milestones"]');
    const row = milestones.locator('.gantt-row', { hasText: 'Start of operation' });
    await soon(async () =>
      expect(await row.locator('.gantt-text').allInnerTexts()).toEqual([
        'Baseline: 2028',
        'Promised first: 2028 · Ministry of Energy',
      ]),
    );
    await milestones.getByText('As a table').click();
    await expectText(
      milestones.getByRole('row', { name: 'Start of operation' }),
      '2028',
      'Ministry of Energy',
    );
    await expectText(page.locator('header .headline'), 'Preparing');
    const entry = page.locator('.timeline > li', { hasText: 'Milestone planned' }).first();
    await expectText(entry, 'Start of operation: planned – 2028, announced by Ministry of Energy');
    expect(await page.locator('.timeline > li', { hasText: 'Milestone moved' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('says of the newest position in every section what it says of the present', async () => {
    const { page: present } = await open(PLANT);
    await present.getByRole('button', { name: 'Cite' }).click();
    const address = new URL(await present.getByLabel('Permanent address').inputValue());
    const { page: past } = await open(`${address.pathname}${address.search}`);
    for (const section of ['facts', 'milestones', 'delays', 'suspensions', 'money', 'links', 'evidence']) {
      const text = async (page: Page) =>
        (await page.locator(`section[aria-labelledby="${section}"]`).allInnerTexts()).map((shown) =>
          shown.replace('Today', 'Day shown'),
        );
      await soon(async () => expect([section, await text(past)]).toEqual([section, await text(present)]));
    }
  });

  it('leads from the past to other records at the same moment, and says where nothing was known yet', async () => {
    const { page } = await open(`/collections/COL-2026-0001?knownAt=${beforeMove}`);
    await page.locator('section[aria-labelledby="members"]').getByRole('link').first().click();
    await page.waitForURL((url) => url.searchParams.get('knownAt') === beforeMove);
    await page.locator('.past-banner').waitFor();
    const { page: early } = await open(`${PLANT}?knownAt=1`);
    await early.getByRole('heading', { name: 'Nothing was known of it then' }).waitFor();
    await early.getByRole('link', { name: 'To the record as it is now' }).click();
    await early.getByRole('heading', { name: 'Planned and actual' }).waitFor();
  });

  it('sends readers who want to follow to the sign-in and back', async () => {
    const { page } = await open(PLANT);
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.getByRole('link', { name: 'Sign in and come back here' }).click();
    await page.waitForURL(/\/sign-in/);
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe(PLANT);
  });

  it('offers who has no account the feeds in place of following', async () => {
    const { page } = await open(PLANT);
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByRole('button', { name: 'Follow without an account' }).click();
    await page.getByLabel('Feed (Atom)', { exact: true }).waitFor();
    await soon(async () => expect(await page.getByText('Those who are signed in').count()).toBe(0));
  });

  it('lets a stakeholder choose where, of what and how often, change it, and stop again', async () => {
    const { page, complaints } = await open(PLANT);
    await signIn(page, product.credentials.stakeholder);
    await page.goto(`${product.url}${PLANT}`);
    const follows = async () =>
      (await askProduct(product, '/me/follows', undefined, { as: 'stakeholder' })).json;
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByText('You do not follow this record.').waitFor();
    await page.getByText('No e-mail address is given yet').waitFor();
    await page.getByLabel('Sums').uncheck();
    await page.getByLabel('How often by mail').selectOption('Once a week');
    await page.locator('.follow-form').getByRole('button', { name: 'Follow' }).click();
    await page.getByText('You follow this record.').waitFor();
    expect(await follows()).toMatchObject({
      items: [
        {
          ...{ channels: ['in-app', 'email'], frequency: 'weekly' },
          eventClasses: ['stage', 'plan', 'correction', 'end'],
        },
      ],
    });
    await page.getByLabel('Sums').check();
    await page.getByLabel('E-mail').uncheck();
    await soon(async () => expect(await page.getByLabel('How often by mail').count()).toBe(0));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.follow-form').getByText('Saved', { exact: true }).waitFor();
    expect(await follows()).toMatchObject({ items: [{ channels: ['in-app'], eventClasses: null }] });
    await soon(async () => expect(await page.getByRole('link', { name: 'Log a milestone' }).count()).toBe(0));
    await page.getByRole('button', { name: 'Stop following' }).click();
    await page.getByText('You do not follow this record.').waitFor();
    expect(await follows()).toEqual({ items: [] });
    expect(complaints).toEqual([]);
  });

  it('offers staff to log on this record and to correct this very event', async () => {
    const { page } = await open(PLANT);
    await signIn(page, product.credentials.staff);
    await page.goto(`${product.url}${PLANT}`);
    const log = page.getByRole('link', { name: 'Log a milestone' });
    await soon(async () =>
      expect(await log.getAttribute('href')).toBe('/log?record=project%2FPRJ-2026-0005'),
    );
    const entry = page.locator('.timeline > li', { hasText: 'Project suspended' });
    const href = (await entry.getByRole('link', { name: /^Correct/ }).getAttribute('href')) ?? '';
    const id = (await entry.getAttribute('id')) ?? '';
    expect(href).toBe(`/correct/project/PRJ-2026-0005?event=${id.replace('event-', '')}`);
    await soon(async () => expect(await entry.innerText()).toContain('Recorded by'));
  });

  it('keeps what was claimed of a collection apart from what became of its members', async () => {
    const { page } = await open('/collections/COL-2026-0001');
    await page.locator('.funnel li').first().waitFor();
    const claims = page.locator('section[aria-labelledby="claims"]');
    await soon(async () => expect(await claims.innerText()).toContain('Claims are not sums of its members.'));
    await soon(async () => expect(await claims.locator('li').count()).toBeGreaterThan(0));
  });

  it('takes in a change without being asked and without moving the reader', async () => {
    const { page } = await open(PLANT);
    const money = page.locator('#money');
    await money.scrollIntoViewIfNeeded();
    const y = await page.evaluate('window.scrollY');
    await record('confirm-status', { asOf: '2026-11' });
    await page.locator('header .changed-note').waitFor();
    expect(await page.evaluate('window.scrollY')).toBe(y);
  });

  it.each([PLANT, `${PLANT}?validAt=2026-10-10`, '/collections/COL-2026-0001'])(
    '%s is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways',
    async (path) => {
      const shown = await open(path);
      const name = `record${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
      await expectSoundInEveryView(shown, name, () => shown.page.locator('.timeline > li').first().waitFor());
    },
    120_000,
  );
});
