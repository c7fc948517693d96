import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { expectSoundInEveryView } from '../../support/page-checks.js';
import { record, staffProduct } from '../../support/staff-page.js';

describeInBrowser('the queues', () => {
  const { open, call, url, project } = staffProduct();

  it('lists what is missing with its count, and leads to the step that clears it', async () => {
    await project('Dairy farm without a place');
    const { page, complaints } = await open('/queues');
    const queue = page.getByRole('button', { name: /^Region missing/ });
    await queue.click();
    const item = page.getByRole('listitem').filter({ hasText: 'Dairy farm without a place' });
    await item.getByRole('link', { name: 'Set the place' }).click();
    await page.getByRole('heading', { name: 'Set the place' }).waitFor();
    await page.getByRole('combobox', { name: 'Regions' }).click();
    await page.getByRole('option', { name: /Zhambyl/ }).click();
    await page.keyboard.press('Escape');
    await record(page);
    // Back to the queue as it was left: it stands in the address.
    await page.goto(`${url()}/queues?queue=regionMissing&kind=project`);
    await page.getByRole('heading', { name: 'Region missing' }).waitFor();
    await item.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('lists promised dates that have passed, and follows the register without being asked', async () => {
    const { page } = await open('/queues');
    const { id } = await project('Late bridge');
    await call(`/projects/${id}/plan-milestone`, {
      ...{ code: 'constructionStart', plannedOn: '2025-06', announcedBy: 'Akimat' },
    });
    const item = page.getByRole('listitem').filter({ hasText: 'Late bridge' });
    await item.getByText('promised for June 2025').waitFor();
    await soon(async () =>
      expect(await item.getByRole('link', { name: 'The date moved' }).getAttribute('href')).toContain(
        'reschedule-milestone',
      ),
    );
  });

  it('confirms by one click that nothing is new, and lets it be taken back for a moment', async () => {
    const { page } = await open('/queues');
    // Nothing in a product that has just begun is 180 days old: the list is answered as if half a year had gone by.
    await page.route('**/api/projects?quietSince=*', async (route) => {
      const address = new URL(route.request().url());
      address.searchParams.delete('quietSince');
      await route.fulfill({ response: await route.fetch({ url: address.href }) });
    });
    await page.reload();
    await page.getByRole('button', { name: /^No news for 180 days/ }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'PRJ-2026-0002' });
    const confirmations = async () => {
      const { items } = await call('/projects/PRJ-2026-0002/history?limit=200');
      return (items as { type: string }[]).filter(({ type }) => type === 'StatusConfirmed').length;
    };
    await item.getByRole('button', { name: /Checked, nothing new/ }).click();
    await item.getByRole('button', { name: 'Undo' }).click();
    expect(await confirmations()).toBe(0);
    await item.getByRole('button', { name: /Checked, nothing new/ }).click();
    await item.getByText('Recorded: checked, nothing new.').waitFor();
    await eventually('the confirmation is recorded', async () => (await confirmations()) === 1);
  });

  it('keeps the chosen queue and its filters in the address', async () => {
    const { page } = await open('/queues');
    await page.getByRole('button', { name: /^Sum missing/ }).click();
    await page.getByLabel('Kind').selectOption('agreement');
    await page.waitForURL((at) => at.search === '?queue=valueMissing&kind=agreement');
    await page.reload();
    await page.getByRole('heading', { name: 'Sum missing' }).waitFor();
    await soon(async () => expect(await page.getByLabel('Kind').inputValue()).toBe('agreement'));
    await page.goBack();
    await page.waitForURL((at) => at.search === '?queue=valueMissing');
    await page.goBack();
    await page.getByRole('heading', { name: 'Promised date has passed' }).waitFor();
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    const shown = await open('/queues');
    await expectSoundInEveryView(shown, 'queues', () => shown.page.waitForSelector('.queue-items, .empty'));
  }, 120_000);
});
