import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { expectSound, VIEWS } from '../../support/page-checks.js';
import { staffProduct } from '../../support/staff-page.js';

const TABLE = [
  'title_en,country,regions',
  'Rice mill,KZ,KZ-43',
  'Rice mill,KZ,KZ-43',
  'Wind park of nowhere,KZ,KZ-99',
].join('\n');

describeInBrowser('the import page', () => {
  const { open, call } = staffProduct();

  it('says of each row what would become of it, imports, and takes the batch back', async () => {
    const listed = async () => (await call('/projects?q=rice%20mill'))['total'];
    const { page, complaints } = await open('/import');
    await page.locator('input[type="file"]').setInputFiles({
      ...{ name: 'mills.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) },
    });
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('heading', { name: 'Dry run of mills.csv' }).waitFor();
    await page.getByText('3 of 3 rows').first().waitFor();
    const table = page.getByRole('region', { name: 'Verdict on each row' });
    await table.getByText('A new record').waitFor();
    await table.getByText('The same as row 2').waitFor();
    await table.getByText('regions', { exact: true }).waitFor();
    await page.screenshot({ path: 'screenshots/import-dry-run.png', fullPage: true });
    expect(await listed()).toBe(0);

    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'Import of mills.csv' }).waitFor();
    await table.getByRole('link', { name: /^PRJ-/ }).first().waitFor();
    await eventually('the mill is listed', async () => (await listed()) === 1);

    await page.getByText('Take the whole import back').click();
    await page.getByLabel('Reason in words').fill('The list was of another year');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Voided 1, retracted 0, left 0').waitFor();
    // Long work can be left and come back to: the address knows the batch, and the list has it.
    await page.reload();
    await page.getByRole('heading', { name: 'Import of mills.csv' }).waitFor();
    await page.getByRole('button', { name: /mills\.csv.*Taken back/ }).waitFor();
    await table.getByText('taken out').waitFor();
    await eventually('the mill is taken out', async () => (await listed()) === 0);
    await page.goBack();
    await page.getByRole('heading', { name: 'Dry run of mills.csv' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    for (const view of VIEWS) {
      const shown = await open('/import', { view });
      await shown.page.waitForSelector('.batch-list');
      await expectSound(shown.page, `import-${view.width}-${view.scheme}`);
      expect(shown.complaints).toEqual([]);
    }
  }, 120_000);
});
