import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { eventually, soon } from '../../support/eventually.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const source = { publisher: 'Kursiv', title: 'Groundbreaking', class: 'press' };

const month = (ago: number): Date => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1));
};
/** News that is old is not sent at once: the wrong month is the present one, the right one the one before. */
const [WRONG, RIGHT] = [month(0), month(1)];
const edtf = (date: Date): string => date.toISOString().slice(0, 7);
const named = (date: Date): string =>
  date.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

describeInBrowser('updates', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(() => product.stop());

  const openUpdates = async () => {
    const open = await openPage(`${product.url}/updates`, DESK, product.credentials.stakeholder);
    await open.page.locator('#inbox').waitFor();
    return open;
  };
  const followPlant = async (page: OpenPage['page']) => {
    await page.getByRole('combobox', { name: 'Record' }).fill('Steel plant');
    await page.locator('.search').getByRole('option').first().click();
    await page.getByText('Chosen: Steel plant').waitFor();
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page
      .locator('.follow-row')
      .getByRole('link', { name: /Steel plant/ })
      .waitFor();
  };
  const record = async (command: string, body: object) => {
    const { status, json } = await askProduct(product, `/projects/PRJ-2026-0006/${command}`, body);
    if (status >= 300) throw new Error(JSON.stringify(json));
    return json as { events: { id: string }[] };
  };

  it('lets a reader follow a plant and a region, tells of a step and then that it was told wrongly, says what became of a mail, and stops by one click', async () => {
    const { page, complaints } = await openUpdates();
    await page.getByText('You follow nothing yet.').waitFor();
    await followPlant(page);

    await page.getByLabel('What kind of thing').selectOption('region');
    await page.getByLabel('Region', { exact: true }).selectOption('KZ-31');
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.locator('.follow-row').nth(1).waitFor();

    const { events } = await record('start-construction', { occurredOn: edtf(WRONG), sources: [source] });
    await page.locator('.news-unread').first().waitFor();
    await page.locator('.tab .unread').waitFor();
    await record('correct', {
      corrections: [
        {
          ...{
            targetEventId: events[0]?.id,
            patch: { occurredOn: edtf(RIGHT) },
            reasonCode: 'incorrectData',
          },
          explanation: 'That was the ceremony.',
        },
      ],
      sources: [source],
    });
    // What comes later is announced, and moves nothing until its reader asks for it.
    await page.getByRole('button', { name: 'Show 1 new' }).click();
    const correction = page.locator('.news-correction').first();
    await correction.waitFor();
    await expectText(correction, named(WRONG), named(RIGHT));

    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('0 unread').first().waitFor();
    await page.locator('.tab .unread').waitFor({ state: 'detached' });

    await page.reload();
    const mail = page.locator('.sent-table tbody tr').filter({ hasText: 'E-mail' }).first();
    await mail.getByRole('link', { name: /Steel plant/ }).waitFor();
    await mail.getByText('no e-mail address is given').waitFor();

    await page.locator('.follow-row').first().getByRole('button', { name: 'Stop following' }).click();
    await page.getByText('Stopped. Nothing more comes of it.').waitFor();
    await page.locator('.follow-row').nth(1).waitFor({ state: 'detached' });
    await soon(async () => expect(await page.locator('.follow-row').count()).toBe(1));
    await page.getByRole('button', { name: 'Follow it again' }).click();
    await page.locator('.follow-row').nth(1).waitFor();
    expect(complaints).toEqual([]);
  });

  it('changes where and of what a reader is told, of one follow and of all', async () => {
    const { page, complaints } = await openUpdates();
    await followPlant(page);
    const plant = page.locator('.follow-row').filter({ hasText: 'Steel plant' });
    await plant.getByRole('button', { name: 'Change' }).click();
    await plant.getByLabel('E-mail').uncheck();
    await plant.getByLabel('Sums').uncheck();
    await plant.getByRole('button', { name: 'Save' }).click();
    await plant.getByText('Inbox here · Steps, Dates and terms, Corrections, The end').waitFor();

    const sums = page.getByRole('group', { name: 'Sums' });
    await sums.getByLabel('E-mail').selectOption('Never');
    await page.locator('#preferences ~ [role="status"]').getByText('Saved').waitFor();
    await page.reload();
    await sums.waitFor();
    await soon(async () => expect(await sums.getByLabel('E-mail').inputValue()).toBe('off'));
    await sums.getByLabel('E-mail').selectOption('As followed');
    await page.locator('#preferences ~ [role="status"]').getByText('Saved').waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets a reader choose mail once a day, of all and of one follow, and says until when a notice waits', async () => {
    const { page, complaints } = await openUpdates();
    await followPlant(page);
    await page.getByLabel('E-mail address').fill('reader@example.org');
    await page.getByLabel('Hour of the digest').selectOption('18:00');
    await page.getByLabel('Day of the weekly digest').selectOption('Friday');
    await page.getByLabel('Quiet hours from').selectOption('23:00');
    await page.getByLabel('until').selectOption('06:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page
      .getByRole('group', { name: 'Everything' })
      .getByLabel('How often by mail')
      .selectOption('Once a week');
    await page.locator('#preferences ~ [role="status"]').getByText('Saved').waitFor();

    const plant = page.locator('.follow-row').filter({ hasText: 'Steel plant' });
    await plant.getByRole('button', { name: 'Change' }).click();
    await plant.getByLabel('E-mail').check();
    await plant.getByLabel('How often by mail').selectOption('Once a day');
    await plant.getByRole('button', { name: 'Save' }).click();
    await plant.getByText('mail once a day').waitFor();

    await record('report-progress', {
      kind: 'physical',
      percent: '40',
      asOf: edtf(WRONG),
      sources: [source],
    });
    const waiting = page
      .locator('.sent-table tbody tr')
      .filter({ hasText: 'waits for the digest of' })
      .first();
    await soon(async () => {
      await page.reload();
      await waiting.waitFor({ timeout: 2_000 });
    });
    await expectText(waiting, 'held back', '18:00');
    expect(await page.getByLabel('Quiet hours from').inputValue()).toBe('23');
    expect(complaints).toEqual([]);
  });

  it('keeps how a reader is told, and says at the field what cannot be used', async () => {
    const { page } = await openUpdates();
    const email = page.getByLabel('E-mail address');
    await email.fill('nobody');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[aria-invalid="true"]').waitFor();
    await email.fill('reader@example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await page.locator('#settings').waitFor();
    await eventually('the address is kept', async () => (await email.inputValue()) === 'reader@example.org');
  });

  it('tells times by the clock of the zone that the reader has chosen, and names it', async () => {
    const { page } = await openUpdates();
    const sent = page.locator('section[aria-labelledby="sent"]');
    const when = sent.locator('tbody tr').last().locator('td').first();
    const deliveries = async () => {
      const { json } = await askProduct(product, '/me/deliveries?limit=200', undefined, {
        as: 'stakeholder',
      });
      return (json as { items: { createdAt: string }[] }).items;
    };
    for (const [zone, hours] of [
      ['Asia/Tokyo', 9],
      ['Pacific/Honolulu', -10],
    ] as const) {
      await page.getByLabel('Time zone').selectOption(zone);
      await page.getByRole('button', { name: 'Save' }).click();
      await expectText(sent, `Times by the clock of ${zone}`);
      const last = (await deliveries()).slice(0, 20).at(-1)?.createdAt ?? '';
      const clock = new Date(Date.parse(last) + hours * 3_600_000).toISOString();
      await expectText(when, `${Number(clock.slice(8, 10))} `, clock.slice(11, 16));
    }
    await page.getByLabel('Time zone').selectOption('Asia/Almaty');
    await page.getByRole('button', { name: 'Save' }).click();
    await expectText(sent, 'Times by the clock of Asia/Almaty');
  });

  it('is sound in both themes, wide and narrow', async () => {
    const shown = await openUpdates();
    await expectSoundInEveryView(shown, 'updates', () => shown.page.locator('.sent-table').waitFor());
  }, 120_000);
});
