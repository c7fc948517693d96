import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

describeInBrowser('the page', () => {
  let product: Product;
  const open = (path: string, view = DESK) => openPage(`${product.url}${path}`, view);
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(() => product.stop());

  it('shows the figures first, what is known of them, and the records', async () => {
    const { page, complaints } = await open('/');
    await page.waitForSelector('table.records tbody tr');
    await soon(async () => expect(await page.locator('table.records tbody tr').count()).toBe(15));
    await expectText(page.locator('main'), '1 of 17 known', 'more than US$15bn', 'never added');
    expect(complaints).toEqual([]);
  });

  it('filters by what is chosen, and keeps the choice in its address', async () => {
    const { page } = await open('/');
    await page.getByLabel('Region', { exact: true }).selectOption('KZ-31');
    await page.getByText('1 record', { exact: true }).waitFor();
    await page.waitForURL(/region=KZ-31/);
    await page.reload();
    await page.waitForSelector('table.records tbody tr');
    await soon(async () =>
      expect(await page.locator('.record-title').allInnerTexts()).toEqual(['Steel plant, Zhambyl region']),
    );
  });

  it('opens a record by keyboard and shows both clocks and what is unknown', async () => {
    const { page, complaints } = await open('/?q=polyethylene');
    await page.locator('.record-title').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.timeline li');
    await page.waitForURL((url) => /^\/projects\/PRJ-\d{4}-\d{4}$/.test(url.pathname));
    const parts = ['US$7,400,000,000', 'Under construction', 'Happened', 'Recorded', 'date not known'];
    await expectText(page.locator('main'), ...parts);
    expect(complaints).toEqual([]);
  });

  it('follows the register without being asked: a change appears in the open list', async () => {
    const { page } = await open('/?region=KZ-31');
    const row = page.locator('table.records tbody tr');
    await row.getByText('Announced').waitFor();
    const id = await row.locator('.dim').first().innerText();
    const path = `/projects/${id.split(' ')[0] ?? ''}/start-construction`;
    const sources = [{ publisher: 'Akimat', title: 'Works began', class: 'officialAct' }];
    const { status } = await askProduct(product, path, { occurredOn: '2026-10', sources });
    expect(status).toBe(200);
    await row.getByText('Under construction').waitFor();
    await soon(async () => expect(await row.count()).toBe(1));
  });

  it('speaks four languages and keeps the one that was chosen', async () => {
    const { page } = await open('/');
    // Kazakh and Russian share the heading, so that alone would not wait for the choice to take effect.
    const choose = async (language: string) => {
      await page.getByRole('banner').getByRole('combobox').selectOption(language);
      await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
    };
    for (const [language, heading] of [
      ['kk', 'Портфель'],
      ['ru', 'Портфель'],
      ['zh', '项目总览'],
      ['en', 'Portfolio'],
    ] as const) {
      await choose(language);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await soon(async () => expect(await page.locator('html').getAttribute('lang')).toBe(language));
    }
    await choose('kk');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Портфель' }).waitFor();
    await soon(async () => expect(await page.locator('html').getAttribute('lang')).toBe('kk'));
  });

  it('says so when there is no such record, in its title too', async () => {
    const { page } = await open('/projects/PRJ-1999-0001');
    await soon(async () => expect(await page.locator('h1').innerText()).toBe('There is no such page'));
    await soon(async () => expect(await page.title()).toBe('There is no such page · Agreement Tracker'));
  });

  it('gives the focus back to where it was as the search or the menu is closed', async () => {
    const wide = await open('/');
    const sector = wide.page.getByLabel('Sector', { exact: true });
    await sector.focus();
    await wide.page.keyboard.press('Control+k');
    await focused(wide.page.getByRole('dialog').getByRole('combobox'));
    await wide.page.keyboard.press('Escape');
    await focused(sector);
    const narrow = await open('/', { ...DESK, width: 360 });
    const burger = narrow.page.getByRole('banner').getByRole('button', { name: 'Menu' });
    await burger.press('Enter');
    await focused(narrow.page.getByRole('button', { name: 'Close the menu' }));
    await narrow.page.keyboard.press('Escape');
    await focused(burger);
    expect([...wide.complaints, ...narrow.complaints]).toEqual([]);
  });

  it('reads on from the page that was gone to, and comes back to where the list was', async () => {
    const { page } = await open('/?region=unknown');
    await page.locator('.record-title').last().scrollIntoViewIfNeeded();
    // The page hears of having been scrolled with the next frame, which a person cannot outrun.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const before = await page.evaluate<number>('window.scrollY');
    expect(before).toBeGreaterThan(0);
    await page.locator('.record-title').last().press('Enter');
    await page.waitForSelector('.timeline li');
    await focused(page.locator('main'));
    await page.goBack();
    await page.waitForURL('**/?region=unknown');
    await soon(async () => expect(await page.evaluate<number>('window.scrollY')).toBe(before));
  });

  it('says that a page cannot be fetched without a connection, and fetches it once there is one', async () => {
    const { page } = await open('/');
    await page.getByText('15 records', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Compare' }).click();
    await expectText(page.locator('main'), 'The server does not answer', 'Try again');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
  });

  // The portfolio and a collection are looked at by specs of their own.
  it.each(['/projects/PRJ-2026-0002', '/agreements/AGR-2026-0001'])(
    '%s is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways',
    async (path) => {
      const shown = await open(path);
      const name = `page${path.replaceAll('/', '-')}`;
      await expectSoundInEveryView(shown, name, () => shown.page.waitForSelector('main h2'));
    },
    120_000,
  );
});

const focused = (place: Locator) => place.and(place.page().locator(':focus')).waitFor();
