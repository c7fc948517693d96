import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { soon } from '../../support/eventually.js';
import { fillWithProjects, type ProjectLog } from '../../support/many-projects.js';
import { DESK, expectSound, expectStill, shiftOf, observeShifts } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

const COUNT = 10_000;
const MOST_ROWS = 200;
const ROWS = 'table.records tbody tr';
const figures: Record<string, number> = {};

describeInBrowser('a register of ten thousand records', () => {
  let db: TestDatabase;
  let log: ProjectLog;
  let product: Product;
  const open = async (path: string, view = DESK) => {
    const page = await openPage(`${product.url}${path}`, view);
    await observeShifts(page.page);
    await page.page.goto(`${product.url}${path}`);
    await page.page.locator('.record-title').first().waitFor();
    return page;
  };
  beforeAll(async () => {
    db = await cloneDatabase();
    const began = performance.now();
    log = await fillWithProjects(db, COUNT);
    figures['secondsToFill'] = (performance.now() - began) / 1000;
    product = await startProduct({ env: { DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl } });
    await soon(async () => {
      const answer = await fetch(`${product.url}/api/projects?limit=1`);
      expect(await answer.json()).toMatchObject({ total: COUNT + 15 });
    }, 60_000);
    figures['secondsToFillAndShow'] = (performance.now() - began) / 1000;
    await mkdir('screenshots', { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await product.stop();
    await log.stop();
    await db.drop();
    await writeFile('screenshots/many-records.json', `${JSON.stringify(figures, null, 2)}\n`);
  });

  it('is gone through to its last record by keyboard', async () => {
    const { page, complaints } = await open('/');
    const most = await watchRows(page);
    const began = performance.now();
    await soon(async () => {
      await page.keyboard.press('End');
      expect(await isInView(page, log.publicId(COUNT - 1))).toBe(true);
    }, 30_000);
    figures['millisecondsToTheEndByKeyboard'] = performance.now() - began;
    figures['mostRows'] = await most();
    figures['heapMiB'] = await heapOf(page);
    figures['layoutShiftToTheEnd'] = await shiftOf(page);
    expect(figures['mostRows']).toBeLessThan(MOST_ROWS);
    await page.keyboard.press('Home');
    await page.getByText('PRJ-2026-0001').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('is gone through to its last record by wheel, and on a narrow screen', async () => {
    for (const width of [1280, 360]) {
      const { page } = await open('/', { ...DESK, width });
      const most = await watchRows(page);
      const began = performance.now();
      await page.mouse.move(width / 2, 450);
      await soon(async () => {
        await page.mouse.wheel(0, 50_000);
        expect(await isInView(page, log.publicId(COUNT - 1))).toBe(true);
      }, 30_000);
      figures[`millisecondsToTheEndByWheel${width}`] = performance.now() - began;
      figures[`mostRowsByWheel${width}`] = await most();
      expect(await most()).toBeLessThan(MOST_ROWS);
      figures[`layoutShiftByWheel${width}`] = await shiftOf(page);
      await expectSound(page, `many-records-end-${width}`, { fullPage: false });
    }
  }, 120_000);

  it('moves no row that is seen as pages come and as one goes back through rows that were not drawn yet', async () => {
    for (const width of [1280, 360]) {
      const { page } = await open('/', { ...DESK, width });
      await soon(async () => {
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 10)');
        expect(await rowInTheMiddle(page)).toBeGreaterThan(100);
      }, 60_000);
      const at = await rowInTheMiddle(page);
      for (let step = 0; step < 40; step += 1) {
        await page.evaluate('scrollBy(0, -300)');
        await settled(page);
      }
      await soon(async () => expect(await rowInTheMiddle(page)).toBeLessThan(at - 20));
      figures[`layoutShiftGoingBack${width}`] = await shiftOf(page);
      await expectStill(page);
    }
  }, 180_000);

  it('prints every record that was loaded, and says of how many', async () => {
    const { page } = await open('/');
    await loadPages(page, 3);
    await page.emulateMedia({ media: 'print' });
    await soon(async () => {
      const rows = await page.locator(ROWS).count();
      expect(rows).toBeGreaterThan(MOST_ROWS);
      expect(await page.locator('.on-paper').innerText()).toContain(
        `the first ${rows.toLocaleString('en-GB')} of 10,0`,
      );
    });
  });

  it('stays where it is as a record changes and another comes, and reads no page again', async () => {
    const { page, complaints } = await open('/');
    await loadPages(page, 5);
    const at = await rowInTheMiddle(page);
    const row = page.locator(ROWS).filter({ hasText: log.publicId(at) });
    const before = {
      scroll: await scrollOf(page),
      box: await row.boundingBox(),
      shift: await shiftOf(page),
    };
    const asked = requestsOf(page);
    await log.add(at, 'ConstructionStarted', {});
    await row.getByText('Under construction').waitFor();
    const registered = await log.register();
    await page.getByRole('button', { name: '1 new record: show it' }).waitFor();
    await soon(async () => expect(asked('/api/portfolio/summary')).toBeGreaterThan(0));
    await settled(page);
    expect({ scroll: await scrollOf(page), box: await row.boundingBox() }).toEqual({
      ...{ scroll: before.scroll, box: before.box },
    });
    figures['layoutShiftOfAChange'] = (await shiftOf(page)) - before.shift;
    figures['requestsOfTwoChanges'] = asked('/api/');
    expect(figures['layoutShiftOfAChange']).toBeLessThan(0.001);
    expect(asked('/api/projects?')).toBe(2);
    expect(asked('cursor=')).toBe(0);
    expect(asked('/api/')).toBeLessThanOrEqual(2 + 2 * FIGURES);
    await page.screenshot({ path: 'screenshots/many-records-news.png' });
    await page.getByRole('button', { name: '1 new record: show it' }).click();
    await page.locator(ROWS).first().getByText(registered).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});

/** Figures, activity, session, collections: what a change of a record makes the page read besides its row. */
const FIGURES = 5;

const scrollOf = (page: Page) => page.evaluate<number>('window.scrollY');

/** Two frames in which nothing was on its way. */
const settled = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))');

const isInView = async (page: Page, text: string): Promise<boolean> => {
  const row = page.locator(ROWS).filter({ hasText: text });
  if ((await row.count()) === 0) return false;
  const box = await row.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= 900;
};

/** Scrolls until so many pages were asked for. */
async function loadPages(page: Page, pages: number): Promise<void> {
  const asked = requestsOf(page);
  await soon(async () => {
    await page.mouse.wheel(0, 10_000);
    expect(asked('cursor=')).toBeGreaterThanOrEqual(pages - 1);
  });
  // The last rows of them may still be on their way, and the live connection keeps the network from ever being idle.
  await soon(async () => expect(await rowInTheMiddle(page)).toBeGreaterThan(0));
  await settled(page);
}

/** Which project is in the middle of what is seen, from 0 on. */
async function rowInTheMiddle(page: Page): Promise<number> {
  const text = await page.evaluate<string>(
    "document.elementFromPoint(innerWidth / 2, 450).closest('tr')?.innerText ?? ''",
  );
  return Number(/PRJ-2027-(\d+)/.exec(text)?.[1]) - 1;
}

/** Counts requests from now on by a part of their addresses. */
function requestsOf(page: Page): (part: string) => number {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  return (part) => addresses.filter((address) => address.includes(part)).length;
}

/** The most rows that were in the page at once from now on. */
async function watchRows(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    const count = () => { window.mostRows = Math.max(window.mostRows ?? 0, document.querySelectorAll('${ROWS}').length); };
    new MutationObserver(count).observe(document.querySelector('table.records'), { childList: true, subtree: true });
    count();
  })()`);
  return () => page.evaluate<number>('window.mostRows');
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 2 ** 20);
}
