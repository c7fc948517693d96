import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectStill, observeShifts } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

// Each with what is there last of all that comes in.
const PAGES = [
  ['/', '.activity-picture'],
  ['/projects/PRJ-2026-0002', '.timeline li'],
  ['/compare?from=50', '.compared'],
  ['/replay?position=50', 'main h1'],
] as const;

describeInBrowser('pages that come in', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.stop());

  it.each(PAGES)('%s moves nothing meanwhile, wide and narrow', async (path, last) => {
    for (const width of [1280, 360]) {
      const open = await openPage(`${product.url}/sign-in`, { ...DESK, width });
      await observeShifts(open.page);
      await open.page.goto(`${product.url}${path}`);
      await open.page.locator(last).first().waitFor({ state: 'attached' });
      await soon(async () => expect(await open.page.locator('.loading').count()).toBe(0));
      await expectStill(open.page);
    }
  });
});
