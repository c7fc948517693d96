import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import {
  DESK,
  expectSound,
  expectSoundInEveryView,
  expectText,
  expectStill,
  observeShifts,
} from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

const ROW = 'table.records tbody tr:not(.spacer)';

describeInBrowser('the portfolio page', () => {
  let product: Product;
  const open = async (path: string, view = DESK) => {
    const page = await openPage(`${product.url}${path}`, view);
    await page.page.waitForSelector(`${ROW}, .empty`);
    return page;
  };
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(() => product.stop());

  it('loads less than 200 KiB of scripts, and moves nothing while it comes in', async () => {
    const first = await openPage(`${product.url}/compare`, DESK);
    const { page } = first;
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        sizes.push(response.body().then((body) => gzipSync(body).length));
      }
    });
    await observeShifts(page);
    // While requests are routed, the browser answers none from its cache.
    await page.route('**/*', (route) => route.continue());
    await page.goto(product.url);
    await page.waitForSelector(ROW);
    await page.locator('.funnel, #funnel ~ .dim').first().waitFor();
    const sum = (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
    expect(sizes.length).toBeGreaterThan(3);
    await writeFile(
      'screenshots/first-load.json',
      JSON.stringify({ files: sizes.length, gzippedBytes: sum }),
    );
    expect(sum).toBeLessThan(200 * 1024);
    await expectStill(page);
  });

  it('filters by a region of the map with the keyboard, and keeps it in the address', async () => {
    const { page, complaints } = await open('/');
    const tile = page.getByRole('button', { name: /^Jambyl/ });
    await tile.focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 record', { exact: true }).waitFor();
    await page.waitForURL((url) => url.searchParams.get('region') === 'KZ-31');
    await soon(async () => expect(await tile.getAttribute('aria-pressed')).toBe('true'));
    await page.reload();
    await page.waitForSelector(ROW);
    await soon(async () =>
      expect(await page.locator('.record-title').allInnerTexts()).toEqual(['Steel plant, Zhambyl region']),
    );
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('15 records', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('finds the records of which no region is known', async () => {
    const { page } = await open('/');
    await page.getByRole('button', { name: /of which no region is known/ }).click();
    await page.waitForURL((url) => url.searchParams.get('region') === 'unknown');
    await page.locator(ROW).filter({ hasText: 'Kazakhstan' }).first().waitFor();
    await soon(async () =>
      expect(await page.locator(ROW).filter({ hasText: 'Almaty Region' }).count()).toBe(0),
    );
  });

  it('says how much is unknown beside what is known, and what was only claimed', async () => {
    const { page } = await open('/');
    const parts = ['1 of 17 known', 'more than US$15bn', 'never added', 'No member is known by name'];
    await expectText(page.locator('main'), ...parts);
    const { months } = (await (await fetch(`${product.url}/api/portfolio/activity`)).json()) as {
      months: { events: number }[];
    };
    const events = months.reduce((all, month) => all + month.events, 0);
    expect(events).toBeGreaterThan(100);
    await page.getByText(`${events} events in 12 months`).first().waitFor();
  });

  it('shows what was known at a position, says so, and returns to now', async () => {
    const { page, complaints } = await open('/?knownAt=50');
    await page.getByText('You are looking at the past.').waitFor();
    await soon(async () =>
      expect(await page.locator('.past').innerText()).toContain('position 50 of the log'),
    );
    await soon(async () => expect(await page.locator(ROW).count()).toBeLessThan(15));
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('15 records', { exact: true }).waitFor();
    await page.waitForURL((url) => url.search === '');
    expect(complaints).toEqual([]);
  });

  it('gives an address that goes on showing what is shown now', async () => {
    const { page } = await open('/?sector=mining');
    await page.evaluate(
      'navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }',
    );
    await page.getByRole('button', { name: 'Copy permanent address' }).click();
    await page.getByText('Copied.').waitFor();
    const address = await page.evaluate<string>('window.copied');
    await page.goto(address);
    await page.getByText('You are looking at the past.').waitFor();
    await page.waitForSelector(ROW);
    await soon(async () =>
      expect(await page.locator('.record-title').allInnerTexts()).toEqual([
        'Tungsten ore processing plant, Almaty region',
      ]),
    );
  });

  it('says what to do when nothing matches', async () => {
    const { page } = await open('/?q=zeppelin');
    await page.getByText('Nothing matches these filters').waitFor();
  });

  it('is free of accessibility faults in both themes, wide and narrow', async () => {
    const shown = await open('/');
    await expectSoundInEveryView(shown, 'portfolio', () => shown.page.waitForSelector('.activity-picture'));
    const { page } = await open('/?knownAt=157&validAt=2026-11-27', { ...DESK, width: 360 });
    await expectSound(page, 'portfolio-past-360-light');
  }, 120_000);
});
