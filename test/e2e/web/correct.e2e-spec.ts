import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { expectSound, VIEWS } from '../../support/page-checks.js';
import { SOURCE, staffProduct } from '../../support/staff-page.js';

describeInBrowser('the page that corrects', () => {
  const { open, call, project } = staffProduct();

  const plant = async (title: string) => {
    const made = await project(title);
    await call(`/projects/${made.id}/begin-preparation`, { occurredOn: '2025-02', sources: [SOURCE] });
    await call(`/projects/${made.id}/start-construction`, { occurredOn: '2025-03', sources: [SOURCE] });
    return made;
  };

  it('corrects a date after it has shown who was told the wrong one and where the record would stand', async () => {
    const { id, publicId } = await plant('Ammonia plant, Aktau');
    const { page, complaints } = await open(`/correct/project/${publicId}`);
    await page.getByRole('button', { name: 'Correct: Construction started' }).click();
    const date = page.getByRole('group', { name: 'When it happened' });
    await date.getByLabel('How exactly it is known').selectOption('day');
    await date.getByLabel('Day', { exact: true }).fill('2025-03-31');
    await page
      .getByLabel('Explanation')
      .fill('The ceremony came first; the first piles came at the end of March.');
    await page.getByRole('button', { name: 'See what follows from it' }).click();
    await page.getByRole('heading', { name: 'Before you confirm' }).waitFor();
    await page.getByText('Nobody has been told of it yet.').waitFor();
    await page.getByText('It stays: Under construction').waitFor();
    await page.screenshot({ path: 'screenshots/correct-preview.png', fullPage: true });
    await page.getByRole('button', { name: 'Confirm the correction' }).click();
    await page.getByRole('status').getByText('Corrected', { exact: true }).waitFor();
    const history = await call(`/projects/${id}/history`);
    expect(JSON.stringify(history['items'])).toContain('"occurredOn":"2025-03-31"');
    await page.getByText('corrected').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('names the events in the way, and takes back several in one command', async () => {
    const { id, publicId } = await plant('Copper smelter, Balkhash');
    await call(`/projects/${id}/complete-construction`, { occurredOn: '2025-09', sources: [SOURCE] });
    const { page } = await open(`/correct/project/${publicId}`);
    await page.getByRole('button', { name: 'Correct: Construction started' }).click();
    await page.getByText('It should not be there').click();
    await page.getByLabel('Explanation').fill('It was another plant.');
    await page.getByRole('button', { name: 'See what follows from it' }).click();
    await page.getByText('These events are in the way.').waitFor();
    await page.getByRole('button', { name: 'This one too' }).click();
    const second = page.getByRole('region', { name: 'Construction completed' });
    await second.getByText('It should not be there').click();
    await second.getByLabel('Explanation').fill('It was another plant.');
    await page.getByRole('button', { name: 'See what follows from it' }).click();
    await page
      .getByText('Under construction')
      .or(page.getByText('Built becomes Preparing'))
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Confirm the correction' }).click();
    await page.getByRole('status').getByText('Corrected', { exact: true }).waitFor();
    await eventually(
      'the record stands where it would',
      async () => (await call(`/projects/${id}`))['stage'] === 'Preparing',
    );
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    for (const view of VIEWS) {
      const shown = await open('/correct/project/PRJ-2026-0002', { view });
      await shown.page.waitForSelector('.event-list');
      await expectSound(shown.page, `correct-${view.width}-${view.scheme}`);
      expect(shown.complaints).toEqual([]);
    }
  }, 120_000);
});
