import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const STEEL = 'PRJ-2026-0006';

describeInBrowser('the compare page', () => {
  let product: Product;
  let before: string;
  const open = (path: string, view = DESK) => openPage(`${product.url}${path}`, view);
  const command = async (path: string, body: object) => {
    const { status, json } = await askProduct(product, `/projects/${STEEL}/${path}`, {
      sources: [{ publisher: 'Akimat', title: 'Works began', class: 'officialAct' }],
      ...body,
    });
    expect(status).toBe(200);
    return json as { position: string; events: { id: string }[] };
  };
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const summary = await fetch(`${product.url}/api/portfolio/summary`);
    before = ((await summary.json()) as { asOfPosition: string }).asOfPosition;
    await command('start-construction', { occurredOn: '2024-05' });
    const { position } = await command('plan-milestone', {
      ...{ milestoneId: 'opening', code: 'operationStart', plannedOn: '2027' },
    });
    await fetch(`${product.url}/api/portfolio/summary?minPosition=${position}`);
  });
  afterAll(() => product.stop());

  it('labels what was learned late and what was replanned, counts them, and shows only those asked for', async () => {
    const { page, complaints } = await open(`/compare?from=${before}`);
    await page.locator('.compared').waitFor();
    await soon(async () =>
      expect(await page.locator('.compared h2').allInnerTexts()).toEqual(['Steel plant, Zhambyl region']),
    );
    const parts = ['Announced', 'Under construction', 'learned late', 'replanned', 'May 2024', '2027'];
    await expectText(page.locator('.compared'), ...parts);
    await page.getByRole('button', { name: /^\d+ replanned$/ }).click();
    await page.waitForURL((url) => url.searchParams.get('label') === 'replanned');
    await soon(async () => expect(await page.locator('.compared').innerText()).not.toContain('learned late'));
    expect(complaints).toEqual([]);
  });

  it('tells the events behind a difference with their sources', async () => {
    const { page } = await open(`/compare?from=${before}`);
    await page.locator('.causes summary').click();
    await page.getByText('Akimat: Works began').first().waitFor();
    await soon(async () =>
      expect(await page.locator('.causes').innerText()).toContain(
        'Construction started, happened May 2024, recorded',
      ),
    );
  });

  it('compares with the signing session, whose date is not known', async () => {
    const { page } = await open('/compare');
    await page.getByRole('button', { name: 'the signing ceremony' }).click();
    await page.getByText('The date of the ceremony is not known').waitFor();
    await page.getByText('Something was recorded about 19 records').waitFor();
    await soon(async () => expect(await page.locator('.compared').count()).toBe(19));
  });

  it('compares one record, and what a filter finds', async () => {
    const { page } = await open(`/compare?from=${before}&record=project/${STEEL}`);
    await page.locator('.compared').waitFor();
    await soon(async () => expect(await page.locator('.scope').innerText()).toContain(STEEL));
    await page.getByRole('link', { name: 'Compare the whole portfolio' }).click();
    await page.getByText('The whole portfolio', { exact: true }).waitFor();
    const other = await open(`/compare?from=${before}&sector=mining`);
    await other.page.getByText('Nothing is shown differently at the two moments').waitFor();
  });

  it('compares the part of the portfolio that its fields choose, and keeps it in the address', async () => {
    const { page, complaints } = await open(`/compare?from=${before}`);
    await page.locator('.compared').waitFor();
    await page.getByLabel('Sector', { exact: true }).selectOption('mining');
    await page.waitForURL((url) => url.searchParams.get('sector') === 'mining');
    await page.getByText('Nothing is shown differently at the two moments').waitFor();
    await page.getByLabel('Sector', { exact: true }).selectOption('');
    await page.getByLabel('Region', { exact: true }).selectOption('KZ-31');
    await page.getByLabel('Kind', { exact: true }).selectOption('project');
    await page.waitForURL(
      (url) => url.search.includes('kind=project') && url.search.includes('region=KZ-31'),
    );
    await page.locator('.compared').waitFor();
    await page.reload();
    await page.locator('.compared').waitFor();
    expect(await page.getByLabel('Region', { exact: true }).inputValue()).toBe('KZ-31');
    expect(complaints).toEqual([]);
  });

  it('is reached from the portfolio with its filter, and since the moment that it shows', async () => {
    const { page } = await open(`/?region=KZ-31&knownAt=${before}`);
    await page.getByRole('link', { name: 'What has changed?' }).click();
    await page.waitForURL((url) => url.pathname === '/compare');
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toMatchObject({
      region: 'KZ-31',
      kind: 'project',
      from: before,
    });
    await page.locator('.compared').getByText('Under construction').waitFor();
  });

  it('gives an address that shows the same two moments for ever', async () => {
    const { page } = await open(`/compare?from=${before}`);
    await page.locator('.compared').waitFor();
    await page.evaluate(
      'navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }',
    );
    await page.getByRole('button', { name: 'Copy permanent address' }).click();
    await page.getByText('Copied.').waitFor();
    const shown = await page.locator('.compared').innerText();
    await command('report-progress', { kind: 'physical', percent: '40', asOf: '2026-11' });
    await page.goto(await page.evaluate<string>('window.copied'));
    await page.locator('.compared').waitFor();
    await soon(async () => expect(await page.locator('.compared').innerText()).toBe(shown));
  });

  it('prints the differences without the controls', async () => {
    const { page } = await open(`/compare?from=${before}`);
    await page.locator('.compared').waitFor();
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.locator('.moments').isVisible()).toBe(false));
    await soon(async () => expect(await page.locator('.bar').isVisible()).toBe(false));
    await soon(async () => expect(await page.locator('.compared').isVisible()).toBe(true));
  });

  it('is free of accessibility faults in both themes, wide and narrow', async () => {
    const shown = await open(`/compare?from=${before}`);
    await expectSoundInEveryView(shown, 'compare', () => shown.page.locator('.compared').waitFor());
  }, 120_000);
});
