import { beforeAll, expect, it } from '@jest/globals';
import type { Role } from '#identity';
import { describeInBrowser, type View } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { expectSound, VIEWS } from '../../support/page-checks.js';
import { approve, staffProduct } from '../../support/staff-page.js';

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

  const openAs = async (role: Role, view?: View) => {
    const opened = await open('/approvals', { as: role, ...(view === undefined ? {} : { view }) });
    await opened.page.locator('article').waitFor();
    return opened;
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
    await approve(page, 'PRJ-2026-0002', credentials().approver.password);
    const answer = await fetch(`${url()}/api/projects/PRJ-2026-0002/as-of`);
    expect(JSON.stringify(await answer.json())).toContain('Cancelled');
  });
});
