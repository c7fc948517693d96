import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Role } from '#identity';
import { describeInBrowser, openPage, signIn, type OpenPage, type View } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectSound, VIEWS } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

const CANCELLATION = {
  occurredOn: '2026-11',
  reasonCode: 'finance',
  sources: [{ publisher: 'Akimat', title: 'The plant will not be built', class: 'officialAct' }],
};

describeInBrowser('approvals', () => {
  let product: Product;
  const opened: OpenPage[] = [];
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const response = await fetch(`${product.url}/api/proposals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${product.credentials.staff.apiKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        command: 'CancelProject',
        kind: 'project',
        recordId: 'PRJ-2026-0002',
        input: CANCELLATION,
      }),
    });
    expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
  });
  afterAll(async () => {
    await Promise.all(opened.map((page) => page.close()));
    await product.stop();
  });

  const openAs = async (role: Role, view: View = DESK) => {
    const open = await openPage(product.url, view);
    opened.push(open);
    await signIn(open.page, { url: product.url, ...product.credentials[role] });
    await open.page.goto(`${product.url}/approvals`);
    await open.page.locator('article').waitFor();
    return open;
  };

  it('says in words what is proposed, and is sound in both themes, wide and narrow', async () => {
    for (const view of VIEWS) {
      const { page, complaints } = await openAs('approver', view);
      await expectSound(page, `approvals-${view.width}-${view.scheme}`);
      expect(complaints).toEqual([]);
    }
  }, 120_000);

  it('leaves the decision on a proposal to somebody else than its author', async () => {
    const { page } = await openAs('staff');
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();
    await soon(async () =>
      expect(await page.getByRole('button', { name: 'Approve and record' }).count()).toBe(0),
    );
  });

  it('asks who it is before it records what is approved', async () => {
    const { page } = await openAs('approver');
    await page.getByRole('button', { name: 'Approve and record' }).click();
    const dialog = page.getByRole('dialog');
    const said = page.getByText(/is approved and recorded: PRJ-2026-0002/);
    await dialog.or(said).first().waitFor();
    if (await dialog.isVisible()) {
      await dialog.getByLabel('Password', { exact: true }).fill(product.credentials.approver.password);
      await page.keyboard.press('Enter');
    }
    await said.waitFor();
    const answer = await fetch(`${product.url}/api/projects/PRJ-2026-0002/as-of`);
    expect(JSON.stringify(await answer.json())).toContain('Cancelled');
  });
});
