import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, openPage, signIn, type View } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const PLANT = 'project/PRJ-2026-0005';
const EVENTS = 1_000;
const akimat = { publisher: 'Akimat', title: 'Decision 14', class: 'officialAct' };

interface Recorded {
  readonly version: number;
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

/** The year and month that the promise moves to, the `step`th time. */
const promiseOf = (step: number): string =>
  `${2028 + Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, '0')}`;
const inWords = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

describeInBrowser('the page of replay', () => {
  let product: Product;
  let corrected: Recorded;
  /** Promise in words by the position that it was recorded at. */
  const promises: { readonly position: string; readonly words: string }[] = [];
  const open = (search: string, view: View = DESK) => openPage(`${product.url}/replay${search}`, view);
  const record = async (command: string, body: object) => {
    const path = `/projects/PRJ-2026-0005/${command}`;
    const { status, json } = await askProduct<Recorded>(product, path, { sources: [akimat], ...body });
    if (status !== 200) throw new Error(`${command}: ${JSON.stringify(json)}`);
    return json;
  };
  const stateAt = (page: Page, position: string) => {
    const state = page.locator(`[data-position="${position}"]`);
    return {
      of: (field: string) => state.locator(`[data-field="${field}"] td`).first().innerText(),
      row: (field: string) => state.locator(`[data-field="${field}"]`),
    };
  };
  const promiseAt = (page: Page, position: string) => stateAt(page, position).of('milestone.run.plannedOn');
  const staffName = () =>
    askProduct<{ items: { role: string; name: string }[] }>(product, '/users', undefined, {
      as: 'auditor',
    }).then(({ json }) => json.items.find(({ role }) => role === 'staff') ?? { name: 'nobody' });
  const at = (index: number) => {
    const found = promises.at(index);
    if (found === undefined) throw new Error(`there is no promise ${index}`);
    return found;
  };

  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const started = await record('start-construction', { occurredOn: '2026-10' });
    corrected = await record('correct', {
      corrections: [
        {
          ...{ targetEventId: started.events[0]?.id, patch: { occurredOn: '2026-10-03' } },
          ...{ reasonCode: 'precisionImproved', explanation: 'The act gives the day.' },
        },
      ],
    });
    let last = await record('plan-milestone', {
      ...{ milestoneId: 'run', code: 'operationStart', plannedOn: promiseOf(0) },
    });
    promises.push({ position: last.position, words: inWords(promiseOf(0)) });
    for (let step = 1; last.version < EVENTS; step += 1) {
      const to = promiseOf(step);
      last = await record('reschedule-milestone', {
        milestoneId: 'run',
        to,
        reasonCode: 'finance',
        sources: [],
      });
      promises.push({ position: last.position, words: inWords(to) });
    }
  }, 120_000);
  afterAll(() => product.stop());

  it('opens at the position of the address and shows the state as it was known then, beside now', async () => {
    const { page, complaints } = await open(`?record=${PLANT}&position=${at(500).position}`);
    expect(await promiseAt(page, at(500).position)).toBe(at(500).words);
    const row = stateAt(page, at(500).position).row('milestone.run.plannedOn');
    await soon(async () => expect(await row.locator('td').nth(1).innerText()).toContain(at(-1).words));
    await soon(async () => expect(await row.getAttribute('class')).toBe('differs'));
    expect(complaints).toEqual([]);
  });

  it('steps through a record of a thousand events with the right state at every step', async () => {
    const { page } = await open(`?record=${PLANT}&position=${at(500).position}`);
    expect(await promiseAt(page, at(500).position)).toBe(at(500).words);
    await page.getByText('of 1,000, recorded').waitFor();
    await page.getByRole('button', { name: 'Forward' }).click();
    expect(await promiseAt(page, at(501).position)).toBe(at(501).words);
    await page.getByRole('heading', { level: 1 }).click();
    for (const expected of [at(500), at(499), at(498)]) {
      await page.keyboard.press('ArrowLeft');
      expect(await promiseAt(page, expected.position)).toBe(expected.words);
    }
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    expect(await promiseAt(page, at(-1).position)).toBe(at(-1).words);
    await soon(async () =>
      expect(await slider.getAttribute('aria-valuetext')).toContain('Event 1,000 of 1,000, recorded'),
    );
    await page.keyboard.press('ArrowLeft');
    expect(await promiseAt(page, at(-2).position)).toBe(at(-2).words);
    await page.waitForURL((url) => url.searchParams.get('position') === at(-2).position);
  });

  it('draws only the events in sight', async () => {
    const { page } = await open(`?record=${PLANT}`);
    await page.getByText('of 1,000, recorded').waitFor();
    await page.locator('.event-button[aria-current="step"]').waitFor();
    await soon(async () => expect(await page.locator('.event-button').count()).toBeLessThan(60));
  });

  it('plays by itself until it is paused, and the state follows', async () => {
    const { page } = await open(`?record=${PLANT}&position=${at(100).position}`);
    expect(await promiseAt(page, at(100).position)).toBe(at(100).words);
    await page.getByLabel('Speed').selectOption('5');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForURL((url) => Number(url.searchParams.get('position')) >= Number(at(103).position));
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await soon(async () => {
      const text = await page.locator('.player-text').innerText();
      const reached =
        promises[Number(/[\d,]+/.exec(text)?.[0].replace(',', '')) - (EVENTS - promises.length) - 1];
      expect(await promiseAt(page, reached?.position ?? '')).toBe(reached?.words);
    });
  });

  it('jumps to a correction and from it to what it corrects', async () => {
    const { page } = await open(`?record=${PLANT}&position=${at(5).position}`);
    await page.getByRole('button', { name: 'Previous correction' }).click();
    expect(await stateAt(page, corrected.position).of('step.whole.ConstructionStarted')).toBe(
      '3 October 2026',
    );
    const event = page.locator('.event-view');
    await soon(async () => expect(await event.innerText()).toContain('The act gives the day.'));
    await event.getByRole('button', { name: /^To what it corrects: Construction started/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Construction started' }).waitFor();
    const before = String(Number(corrected.position) - 1);
    expect(await stateAt(page, before).of('step.whole.ConstructionStarted')).toBe('October 2026');
    await stateAt(page, before).row('stage').getByText('changed by this event').waitFor();
  });

  it('shows an auditor who recorded what, and the public nobody', async () => {
    const { page } = await open(`?record=${PLANT}`);
    await page.locator('.event-view').waitFor();
    await soon(async () =>
      expect(await page.locator('.event-view').innerText()).not.toContain('Recorded by'),
    );
    await signIn(page, product.credentials.auditor);
    await page.goto(`${product.url}/replay?record=${PLANT}`);
    await expectText(page.locator('.event-view'), 'Recorded by', (await staffName()).name);
  });

  it('lets an auditor step through the whole log, page by page', async () => {
    const { page, complaints } = await open('');
    await page.getByRole('heading', { name: 'Choose a record' }).waitFor();
    await soon(async () =>
      expect(await page.getByRole('heading', { name: 'The whole log' }).count()).toBe(0),
    );
    await signIn(page, product.credentials.auditor);
    await page.goto(`${product.url}/replay?position=${at(500).position}`);
    expect(await promiseAt(page, at(500).position)).toBe(at(500).words);
    await page.getByRole('button', { name: 'Forward' }).click();
    expect(await promiseAt(page, at(501).position)).toBe(at(501).words);
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    await page.locator('.event-view h2', { hasText: 'Collection defined' }).waitFor();
    await soon(async () =>
      expect(await page.getByRole('button', { name: 'Previous correction' }).isDisabled()).toBe(true),
    );
    await page.getByRole('button', { name: 'Next correction' }).click();
    await page.waitForURL((url) => url.searchParams.get('position') === corrected.position);
    await expectText(page.locator('.event-view'), 'The act gives the day.', (await staffName()).name);
    await soon(async () =>
      expect(await page.getByRole('button', { name: 'Next correction' }).isDisabled()).toBe(true),
    );
    expect(complaints).toEqual([]);
  });

  it('plays the whole log at its fastest, and the state follows', async () => {
    const { page } = await open('');
    await signIn(page, product.credentials.auditor);
    await page.goto(`${product.url}/replay?position=${at(100).position}`);
    expect(await promiseAt(page, at(100).position)).toBe(at(100).words);
    const asked = new Set<string | null>();
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname.endsWith('/as-of')) asked.add(searchParams.get('knownAt'));
    });
    await page.getByLabel('Speed').selectOption('10');
    await page.getByRole('button', { name: 'Play' }).click();
    await soon(async () => expect(asked.size).toBeGreaterThan(3));
    await page.getByRole('button', { name: 'Pause' }).click();
  });

  it('lets the public choose a record, and says so when there is no such record', async () => {
    const { page } = await open('?record=project/PRJ-1999-0001');
    await page.getByText('There is no such record, or it is not public.').waitFor();
    await page.getByRole('textbox', { name: 'Search' }).fill('steel');
    await page.getByRole('link', { name: 'Steel plant, Zhambyl region' }).click();
    await page.locator('.event-view').waitFor();
    await page.waitForURL((url) => /^project\/PRJ-/.test(url.searchParams.get('record') ?? ''));
  });

  it.each(['', `?record=${PLANT}`])(
    'replay%s is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways',
    async (search) => {
      const shown = await open(search);
      const there = shown.page.locator(search === '' ? '.refs li' : 'section[data-position]').first();
      const name = `replay${search.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
      await expectSoundInEveryView(shown, name, () => there.waitFor());
    },
    120_000,
  );
});
