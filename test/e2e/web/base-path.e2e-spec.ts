import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { DESK } from '../../support/page-checks.js';
import { startPrefixProxy, type PrefixProxy } from '../../support/prefix-proxy.js';
import { startProduct, type Product } from '../../support/product.js';

describeInBrowser('the product below a path of another address', () => {
  let proxy: PrefixProxy;
  let product: Product;
  let open: OpenPage | undefined;
  beforeAll(async () => {
    proxy = await startPrefixProxy('/register');
    product = await startProduct({ env: { BASE_URL: proxy.url } });
    proxy.target = product.url;
  });
  afterAll(async () => {
    await open?.close();
    await product.stop();
    await proxy.close();
  });

  it('is walked through by clicks and reloads without a request beside it', async () => {
    open = await openPage(proxy.url, DESK);
    const { page, complaints } = open;
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    const arrive = async (path: string, last: string) => {
      await page.waitForURL((url) => url.pathname.startsWith(`/register/${path}`));
      await page.locator(last).first().waitFor();
      await page.reload();
      await page.locator(last).first().waitFor();
    };
    await arrive('', '.record-title');
    await page.locator('.record-title').first().click();
    await arrive('projects/', '.timeline li');
    const menu = page.getByRole('navigation', { name: 'Main' });
    await menu.getByRole('link', { name: 'Compare' }).click();
    await arrive('compare', '.compare h1');
    await menu.getByRole('link', { name: 'Replay' }).click();
    await arrive('replay', 'main h1');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await arrive('sign-in', 'input[type="password"]');
    await page.locator('input[name="email"]').fill(product.credentials.staff.email);
    await page.locator('input[name="password"]').fill(product.credentials.staff.password);
    await page.keyboard.press('Enter');
    await page.locator('.identity').waitFor();
    await menu.getByRole('link', { name: 'Log', exact: true }).click();
    await arrive('log', 'main h1');
    expect(
      requested.filter((address) => !address.startsWith(proxy.url) && !/^(data|blob):/.test(address)),
    ).toEqual([]);
    expect(proxy.outside).toEqual([]);
    expect(complaints).toEqual([]);
  }, 90_000);
});
