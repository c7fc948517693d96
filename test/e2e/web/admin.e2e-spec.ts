import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Role } from '#identity';
import { describeInBrowser, openPage } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

const NEW = { name: 'Zhambyl desk', email: 'zhambyl@example.org', password: 'apricots ripen in July' };

describeInBrowser('admin', () => {
  let product: Product;
  let admin: Page;
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    admin = (await openAs('admin')).page;
  });
  afterAll(() => product.stop());

  const open = () => openPage(product.url, DESK);
  const openAs = async (role: Role) => {
    const one = await openPage(`${product.url}/admin`, DESK, product.credentials[role]);
    await one.page.locator('.health').waitFor();
    return one;
  };
  const answerTo = async (key: string) => {
    const response = await fetch(`${product.url}/api/users`, { headers: { authorization: `Bearer ${key}` } });
    return response.status;
  };
  const isSignedIn = (page: Page) =>
    page.evaluate(async () => {
      const session = (await (await fetch('/api/session')).json()) as { user: unknown };
      return session.user !== null;
    });
  const rowOf = (name: string) => admin.getByRole('row').filter({ hasText: name }).first();

  it('lets somebody in who was added, by a link that is shown once', async () => {
    await admin.getByRole('button', { name: 'Add somebody' }).click();
    await admin.getByLabel('Name', { exact: true }).fill(NEW.name);
    await admin.getByLabel('E-mail', { exact: true }).fill(product.credentials.staff.email);
    await admin.getByRole('button', { name: 'Add', exact: true }).click();
    await admin.getByText('Somebody has this e-mail address already.').waitFor();
    await soon(async () =>
      expect(await admin.getByLabel('E-mail', { exact: true }).getAttribute('aria-invalid')).toBe('true'),
    );
    await admin.getByLabel('E-mail', { exact: true }).fill(NEW.email);
    await admin.getByRole('button', { name: 'Add', exact: true }).click();
    const link = await admin.locator('.once').innerText();

    const { page } = await open();
    await page.goto(link);
    await page.getByLabel('New password', { exact: true }).fill(NEW.password);
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByRole('link', { name: 'To the sign-in' }).click();
    await page.getByLabel('E-mail address').fill(NEW.email);
    await page.getByLabel('Password', { exact: true }).fill(NEW.password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.identity').waitFor({ state: 'attached' });

    await admin.getByRole('button', { name: 'I have kept it' }).click();
    await soon(async () => expect(await admin.locator('.once').count()).toBe(0));
    await admin.getByRole('button', { name: `Change ${NEW.name}` }).click();
    await admin.locator('.panel').getByLabel('Role', { exact: true }).selectOption('auditor');
    await admin.getByRole('button', { name: 'Save the role' }).click();
    await admin.getByText(`${NEW.name}: the role is changed.`).waitFor();
    await eventually('the session has ended', async () => !(await isSignedIn(page)));
    await rowOf(NEW.name).getByText('Auditor').waitFor();
  }, 60_000);

  it('limits somebody to records that a search finds, and clears the limits', async () => {
    await admin.getByLabel('Find a record to limit to').fill('PRJ-2026-0002');
    await admin.locator('.search-option').first().click();
    await admin.getByRole('button', { name: 'Save the limits' }).click();
    await admin.getByText(`${NEW.name}: the limits are saved.`).waitFor();
    await rowOf(NEW.name).getByText('1 record', { exact: true }).waitFor();
    await admin.getByRole('button', { name: 'Clear the limits' }).click();
    await rowOf(NEW.name).getByText('all records').waitFor();
  });

  it('shows a key once, which works until it is revoked', async () => {
    await admin.getByRole('button', { name: 'Issue a key' }).click();
    await admin.getByLabel('Owner').selectOption({ label: `${NEW.name} (Auditor)` });
    await admin.getByLabel('Label').fill('Nightly export');
    await admin.getByLabel('Administration').check();
    await admin.getByRole('button', { name: 'Issue', exact: true }).click();
    const key = await admin.locator('.once').innerText();
    expect(await answerTo(key)).toBe(200);
    await admin.getByRole('button', { name: 'Revoke Nightly export' }).click();
    await rowOf('Nightly export').getByRole('button', { name: 'Revoke', exact: true }).click();
    await admin.getByText('"Nightly export" is revoked.').waitFor();
    await eventually('the key is refused', async () => (await answerTo(key)) === 401);
  });

  it('keeps somebody out, and lets them in again', async () => {
    await admin.getByRole('button', { name: 'Disable', exact: true }).click();
    await rowOf(NEW.name).getByText('disabled', { exact: true }).waitFor();
    await admin.getByRole('button', { name: 'Enable', exact: true }).click();
    await rowOf(NEW.name).getByText('active', { exact: true }).waitFor();
  });

  it('offers an auditor nothing to change', async () => {
    const { page } = await openAs('auditor');
    await page.getByRole('row').filter({ hasText: NEW.email }).waitFor();
    await soon(async () => expect(await page.locator('main button').count()).toBe(0));
  });

  it('is sound in both themes, wide and narrow', async () => {
    const shown = await openAs('admin');
    const { page } = shown;
    await expectSoundInEveryView(shown, 'admin', async () => {
      await page.locator('.identities').nth(1).waitFor();
      await page.locator('.identities button').first().click();
      await page.locator('.panel').waitFor();
    });
  }, 120_000);
});
