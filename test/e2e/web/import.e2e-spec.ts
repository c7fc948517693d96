import { writeFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { expectText, expectSoundInEveryView } from '../../support/page-checks.js';
import { staffProduct } from '../../support/staff-page.js';

const HEADER = 'title_en,country,regions';
const TABLE = [HEADER, 'Rice mill,KZ,KZ-43', 'Rice mill,KZ,KZ-43', 'Wind park of nowhere,KZ,KZ-99'].join(
  '\n',
);

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

  it('shows how far a table of 2,000 rows is, stops on demand, and goes on with the same file', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `Silo number ${index + 1},KZ,KZ-43`);
    const table = {
      name: 'silos.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([HEADER, ...rows].join('\n')),
    };
    const listed = async () => (await call('/projects?q=silo%20number'))['total'];
    const { page, complaints } = await open('/import');
    await page.locator('input[type="file"]').setInputFiles(table);
    await page.getByRole('button', { name: 'Dry run', exact: true }).click();
    await page.getByRole('heading', { name: 'Dry run of silos.csv' }).waitFor();
    const importing = page.getByRole('button', { name: 'Import', exact: true });
    await page.getByText('2,000 of 2,000 rows').first().waitFor();

    const began = Date.now();
    await importing.click();
    await page.getByRole('heading', { name: 'Import of silos.csv' }).waitFor();
    await page.getByRole('progressbar', { name: 'Rows with a verdict' }).waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    const batch = page.getByRole('region', { name: 'Import of silos.csv' });
    await batch.getByRole('status').getByText('Broken off').waitFor();
    const stoppedAfter = Date.now() - began;
    const said = await batch.getByRole('status').innerText();
    const done = Number(/([\d,]+) of 2,000 rows/.exec(said)?.[1]?.replace(',', ''));
    expect(done).toBeLessThan(2_000);
    await page.screenshot({ path: 'screenshots/import-stopped.png' });

    await importing.click();
    await batch.getByRole('status').getByText('Done').waitFor({ timeout: 45_000 });
    await expectText(batch.getByRole('status'), '2,000 of 2,000 rows');
    await eventually('each row is one record', async () => (await listed()) === 2_000);
    const figures = { stoppedAfter, done, all: Date.now() - began };
    await writeFile('screenshots/long-import.json', JSON.stringify(figures));
    expect(complaints).toEqual([]);
  }, 120_000);

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    const shown = await open('/import');
    await expectSoundInEveryView(shown, 'import', () => shown.page.waitForSelector('.batch-list'));
  }, 120_000);
});
