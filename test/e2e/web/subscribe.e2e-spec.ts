import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const PLANT = '/projects/PRJ-2026-0006';

describeInBrowser('subscribing without an account', () => {
  let product: Product;
  const open = (path: string, view = DESK) => openPage(`${product.url}${path}`, view);
  const addressIn = async ({ page }: OpenPage, label: string) => {
    await page.getByRole('button', { name: 'Subscribe' }).click();
    return page.getByLabel(label, { exact: true }).inputValue();
  };
  /** What the browser's own parser makes of a feed: entries by title. The page's policy would forbid to parse it there. */
  const entriesAt = async ({ page }: OpenPage, address: string): Promise<readonly string[]> => {
    const xml = JSON.stringify(await (await fetch(address)).text());
    const blank = await page.context().newPage();
    return blank.evaluate<string[]>(`{
      const feed = new DOMParser().parseFromString(${xml}, 'application/xml');
      if (feed.querySelector('parsererror') !== null) throw new Error('the feed is no XML');
      [...feed.querySelectorAll('entry > title')].map((title) => title.textContent);
    }`);
  };

  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const sources = [{ publisher: 'Akimat', title: 'Works began', class: 'officialAct' }];
    const begun = { occurredOn: '2026-10', sources };
    const { status } = await askProduct(product, `${PLANT}/start-construction`, begun);
    expect(status).toBe(200);
  });
  afterAll(() => product.stop());

  it('leads from a record to its feed and its calendar', async () => {
    const shown = await open(PLANT);
    const { page, complaints } = shown;
    const atom = await addressIn(shown, 'Feed (Atom)');
    expect(await entriesAt(shown, atom)).toContain('Steel plant, Zhambyl region: construction has started');
    const calendar = await page.getByLabel('Calendar', { exact: true }).inputValue();
    const text = await (await fetch(calendar)).text();
    expect(text.replaceAll('\r\n ', '')).toContain('construction has started (October 2026)');
    await soon(async () =>
      expect(await page.locator('head link[rel="alternate"]').getAttribute('href')).toBe(atom),
    );
    expect(complaints).toEqual([]);
  });

  it('leads from a filtered list to the news of what it finds', async () => {
    const shown = await open('/?region=KZ-31');
    const address = await addressIn(shown, 'Feed (JSON)');
    const { items } = (await (await fetch(address)).json()) as { items: { title: string }[] };
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ title }) => !title.startsWith('Steel plant, Zhambyl region: '))).toEqual([]);
  });

  it('is sound in both themes, wide and narrow', async () => {
    const shown = await open(PLANT);
    await expectSoundInEveryView(shown, 'subscribe', async () => {
      await shown.page.locator('.acts button[aria-expanded]').nth(2).click();
      await shown.page.locator('.address-field').nth(2).waitFor();
    });
  }, 120_000);
});
