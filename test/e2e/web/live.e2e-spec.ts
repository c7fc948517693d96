import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectText } from '../../support/page-checks.js';
import { askProduct, startProduct, superuserUrl, type Product } from '../../support/product.js';
import { SOURCE } from '../../support/staff-page.js';

const PLANT = '/projects/PRJ-2026-0005';

describeInBrowser('what a page shows of the newest', () => {
  let product: Product;
  let owner: pg.Client;
  beforeAll(async () => {
    product = await startProduct();
    owner = new pg.Client({ connectionString: await superuserUrl(product.dataDir) });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await product.stop();
  });

  const open = async (path: string) => {
    const one = await openPage(`${product.url}/sign-in`, DESK);
    const asked: URL[] = [];
    one.page.on('request', (request) => asked.push(new URL(request.url())));
    await one.page.goto(`${product.url}${path}`);
    return { page: one.page, asked };
  };
  const start = async () => {
    const body = { occurredOn: '2026-10', sources: [SOURCE] };
    const { status } = await askProduct(product, `${PLANT}/start-construction`, body);
    expect(status).toBe(200);
  };
  const steady = (asked: readonly URL[], path: string) =>
    asked.filter(({ pathname }) => pathname === `/api${path}`).length;

  it('is read once where the page opens on a register that is up to date', async () => {
    const { page, asked } = await open('/');
    await page.locator('.activity-picture').waitFor({ state: 'attached' });
    await expectText(page.locator('.live'), 'Live');
    expect(steady(asked, '/portfolio/summary')).toBe(1);
    expect(steady(asked, '/projects')).toBe(1);
  });

  it('comes by itself where the page opens before the register has it', async () => {
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE views.record_state IN EXCLUSIVE MODE');
    await start();
    const { page, asked } = await open(PLANT);
    await expectText(page.locator('main'), 'Preparing');
    await soon(async () =>
      expect(asked.some(({ searchParams }) => searchParams.has('minPosition'))).toBe(true),
    );
    // It is not kept from its reader meanwhile, who is told.
    await expectText(page.locator('.live'), 'Catching up');
    await expectText(page.locator('main'), 'Preparing');
    await owner.query('COMMIT');
    await expectText(page.locator('main'), 'Under construction');
    await expectText(page.locator('.live'), 'Live');
  });
});
