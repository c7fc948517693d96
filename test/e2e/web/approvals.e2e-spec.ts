import { beforeAll, expect, it } from '@jest/globals';
import type { Role } from '#identity';
import { describeInBrowser } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { expectSound, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { approve, proveAgain, staffProduct } from '../../support/staff-page.js';

const CANCELLATION = {
  occurredOn: '2026-11',
  reasonCode: 'finance',
  sources: [{ publisher: 'Akimat', title: 'The plant will not be built', class: 'officialAct' }],
};

describeInBrowser('approvals', () => {
  const { open, call, credentials, url } = staffProduct();
  beforeAll(() =>
    call('/proposals', {
      ...{ command: 'CancelProject', kind: 'project', recordId: 'PRJ-2026-0002', input: CANCELLATION },
    }),
  );

  const openAs = async (role: Role) => {
    const opened = await open('/approvals', { as: role });
    await opened.page.locator('article').waitFor();
    return opened;
  };

  it('says in words what is proposed, and is sound in both themes, wide and narrow', async () => {
    const shown = await openAs('approver');
    await expectSoundInEveryView(shown, 'approvals', () => shown.page.locator('article').waitFor());
  }, 120_000);

  it('leaves the decision on a proposal to somebody else than its author', async () => {
    const { page } = await openAs('staff');
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();
    await soon(async () =>
      expect(await page.getByRole('button', { name: 'Approve and record' }).count()).toBe(0),
    );
  });

  it('takes another text from its author, and shows the approver who read the older one what is new', async () => {
    const { page: second } = await openAs('approver');
    // The list is not read anew before the older text is decided on.
    let answered = false;
    await second.route('**/api/proposals?*', (route) => (answered ? route.continue() : route.abort()));
    await second.route('**/api/proposals/*/approve', async (route) => {
      const response = await route.fetch();
      answered = true;
      await route.fulfill({ response });
    });

    const { page } = await openAs('staff');
    await page.getByRole('button', { name: 'Change' }).click();
    const form = page.getByRole('region', { name: 'Change what you propose' });
    await soon(async () =>
      expect(await form.getByRole('combobox', { name: 'Reason', exact: true }).inputValue()).toBe('finance'),
    );
    await form.getByRole('combobox', { name: 'Reason', exact: true }).selectOption('politicalDecision');
    await form.getByRole('button', { name: 'Propose the changed text' }).click();
    await page.getByText(/^The proposal says now what you changed: Cancel the project/).waitFor();
    await expectText(page.getByRole('article'), 'Political decision');

    await second.getByRole('button', { name: 'Approve and record' }).click();
    await proveAgain(second, credentials().approver.password);
    await second.getByText('The proposal was changed meanwhile. Read it again before you decide.').waitFor();
    await second.getByText('It was changed since you first saw it.').waitFor();
    await expectText(second.locator('del'), 'Finance');
    await expectText(second.getByRole('article'), 'Political decision');
    await expectSound(second, 'approvals-changed');
  });

  it('asks who it is before it records what is approved', async () => {
    const { page } = await openAs('approver');
    await approve(page, 'PRJ-2026-0002', credentials().approver.password);
    const answer = await fetch(`${url()}/api/projects/PRJ-2026-0002/as-of`);
    expect(JSON.stringify(await answer.json())).toContain('Cancelled');
  });
});
