import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { ROLES, type Role } from '#identity';
import { describeInBrowser, openPage, signIn, type OpenPage, type View } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSound, expectSoundInEveryView, inEveryView } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

describeInBrowser('signing in', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(() => product.stop());

  const open = (path: string, view: View = DESK) => openPage(`${product.url}${path}`, view);
  const fill = async ({ page }: OpenPage, role: Role, password = product.credentials[role].password) => {
    await page.locator('input[name="email"]').fill(product.credentials[role].email);
    await page.locator('input[name="password"]').fill(password);
    await page.keyboard.press('Enter');
  };

  it('offers each role its own pages', async () => {
    const menus: Record<string, readonly string[]> = {};
    const one = await open('/sign-in');
    for (const role of ROLES) {
      await one.page.goto(`${product.url}/sign-in`);
      await fill(one, role);
      await one.page.locator('.identity').waitFor();
      menus[role] = await one.page.locator('.tabs .tab').allInnerTexts();
      await one.page.locator('.identity').click();
      await one.page.getByRole('menuitem', { name: 'Sign out' }).click();
      await one.page.getByRole('link', { name: 'Sign in' }).waitFor();
    }
    const common = ['Compare', 'Replay'];
    const desk = ['Portfolio', 'Log', 'Queues', 'Import', 'Approvals', 'Updates', ...common];
    expect(menus).toEqual({
      ...{ staff: desk, approver: desk, stakeholder: ['Portfolio', 'Updates', ...common] },
      auditor: ['Portfolio', 'Import', 'Approvals', 'Updates', ...common, 'Assurance', 'Admin'],
      admin: ['Portfolio', 'Updates', ...common, 'Admin'],
      operator: ['Portfolio', ...common, 'Admin'],
    });
  }, 120_000);

  it('says that it did not work, without saying why, and leads back to the page that was asked for', async () => {
    const one = await open('/queues');
    await one.page.waitForURL(/\/sign-in/);
    await fill(one, 'staff', 'not the password');
    await one.page.getByText('E-mail address or password do not match. Check both.').waitFor();
    await fill(one, 'staff');
    await one.page.waitForURL(/\/queues$/);
    await one.page.getByRole('heading', { level: 1, name: 'Queues' }).waitFor();
  });

  it('is asked for once, however often the button is pressed', async () => {
    const { page } = await open('/sign-in');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    await page.locator('input[name="email"]').fill(product.credentials.staff.email);
    await page.locator('input[name="password"]').fill(product.credentials.staff.password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).dblclick();
    await page.locator('.identity').waitFor();
    expect(asked).toEqual(['/api/session']);
  });

  it('tells somebody of another role that the page is not theirs', async () => {
    const { page } = await open('/');
    await signIn(page, product.credentials.stakeholder);
    await page.goto(`${product.url}/log`);
    await page.getByRole('heading', { name: 'This page is for another role' }).waitFor();
  });

  it('shows where one is signed in, and ends a session elsewhere at once', async () => {
    const [here, there] = [await open('/'), await open('/')];
    for (const { page } of [there, here]) {
      await signIn(page, product.credentials.approver);
    }
    await here.page.goto(`${product.url}/account`);
    await here.page.getByRole('button', { name: /^End the session in Chrome/ }).click();
    await here.page.getByText('The session has ended.').waitFor();
    await there.page.goto(`${product.url}/approvals`);
    await there.page.waitForURL(/\/sign-in/);
    await soon(async () => expect(await here.page.locator('.identity').count()).toBe(1));
  });

  it('sets an authenticator up, and asks for its digits from then on', async () => {
    const one = await open('/');
    const { page } = one;
    await signIn(page, product.credentials.admin);
    await page.goto(`${product.url}/account`);
    const begun = page.waitForResponse((response) => response.url().endsWith('/api/me/second-factor'));
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    const { secret } = (await (await begun).json()) as { secret: string };
    await page.getByText(secret.slice(0, 4)).first().waitFor();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.locator('input[name="code"]').fill(totp.generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'Remove the authenticator' }).waitFor();

    const other = await open('/sign-in');
    await fill(other, 'admin');
    const field = other.page.locator('input[name="code"]');
    await field.waitFor();
    // The code that set it up is used up: the one of the next step counts as well.
    await field.fill(totp.generate({ timestamp: Date.now() + 30_000 }));
    await other.page.keyboard.press('Enter');
    await other.page.locator('.identity').waitFor();
  });

  it('is sound in both themes, wide and narrow', async () => {
    const shown = await open('/sign-in');
    const { page } = shown;
    await expectSoundInEveryView(shown, 'sign-in', () => page.locator('input[name="email"]').waitFor());
    await signIn(page, product.credentials.staff);
    await page.goto(`${product.url}/account`);
    await expectSoundInEveryView(shown, 'account', () => page.locator('#second-factor').waitFor());
  }, 120_000);

  it.each([
    ['set-up', '/setup?token=of-a-link', 'main form'],
    ['password', '/password?token=of-a-link', 'main form'],
    ['incomplete-link', '/password', '[role="alert"]'],
    ['no-such-page', '/nowhere', 'main h1'],
  ])('shows %s soundly in both themes, wide and narrow', async (name, path, part) => {
    const shown = await open(path);
    // This product was set up as it started: the form is shown as if it had not been.
    await shown.page.route('**/api/session', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), setUpNeeded: true } as object });
    });
    await inEveryView(shown, async (view) => {
      // The page takes the secret of a link out of its address.
      await shown.page.goto(`${product.url}${path}`);
      await shown.page.locator(part).first().waitFor();
      await expectSound(shown.page, `${name}-${view}`);
    });
  });
});
