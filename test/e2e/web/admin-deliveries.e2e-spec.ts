import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Json } from '../../support/product.js';
import { describeInBrowser } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { SOURCE, staffProduct } from '../../support/staff-page.js';

const READER = 'reader@example.org';
/** News that is old is not sent at once. */
const THIS_MONTH = new Date().toISOString().slice(0, 7);

describeInBrowser('notices that were given up', () => {
  let sink: SmtpSink;
  const { open, call, project, asSuperuser } = staffProduct(async () => {
    sink = await startSmtpSink();
    return { env: { SMTP_URL: sink.url } };
  });
  beforeAll(async () => {
    const settings = { email: READER, locale: 'en', timeZone: 'Asia/Almaty' };
    await call('/me/notification-settings', settings, { as: 'stakeholder', method: 'PUT' });
    // For good: of this message, not of the address, which stays in use.
    sink.answer(() => ({ code: 554, text: '5.7.1 Blocked by the rules of this site' }));
  });
  afterAll(() => sink.stop());

  /** Tells the reader by mail that a plant is being prepared. */
  const tell = async (title: string, follow: Json = {}) => {
    const { id } = await project(title);
    const scope = { kind: 'record', key: `project-${id}` };
    await call('/me/follows', { scope, channels: ['email'], ...follow }, { as: 'stakeholder' });
    await call(`/projects/${id}/begin-preparation`, { occurredOn: THIS_MONTH, sources: [SOURCE] });
  };
  const inState = async (state: string, count: number) => {
    const found = async () =>
      (await call(`/deliveries?state=${state}`, undefined, { as: 'operator' }))['items'];
    await eventually(
      `${count} in the state ${state}`,
      async () => ((await found()) as []).length === count,
      60_000,
    );
  };
  const rowOf = (page: Page, notice: string): Locator => page.getByRole('row').filter({ hasText: notice });

  it('shows an operator why a mail was given up, and sends it anew once the server takes it', async () => {
    await tell('Copper mill, Aktogay');
    await inState('dead', 1);
    const [{ page, complaints }, late] = [
      await open('/admin', { as: 'operator' }),
      await open('/admin', { as: 'operator' }),
    ];
    const row = rowOf(page, 'A step of the record');
    await expectText(row, 'e-mail', 'given up', 'the mail server refused it for good', 'SMTP_554');
    await expectText(row, '5.7.1 Blocked by the rules of this site');
    expect(await page.getByRole('main').innerText()).not.toContain(READER);
    expect(await page.getByRole('heading', { name: 'Users' }).count()).toBe(0);
    await row.getByRole('button', { name: /^Send anew: A step of the record, / }).click();
    await page.getByText('It is on its way again.').waitFor();
    // The server still refuses: the letter comes back, with one attempt more.
    await inState('dead', 1);
    await page.reload();
    await soon(async () => expect(await row.locator('[data-label="Attempts"]').innerText()).toBe('2'));
    expect(sink.mails).toEqual([]);

    sink.answer(() => undefined);
    const other = rowOf(late.page, 'A step of the record').getByRole('button', { name: /^Send anew/ });
    await other.waitFor();
    await row.getByRole('button', { name: /^Send anew/ }).click();
    await eventually('the mail has arrived', () => sink.mails.length === 1);
    expect(sink.mails[0]?.to).toEqual([READER]);
    await page.getByText('No dead letters').waitFor();
    await page.getByLabel('Show').selectOption('accepted');
    await expectText(rowOf(page, 'A step of the record'), 'accepted', 'none', '3');
    expect(complaints).toEqual([]);

    await other.click();
    await late.page.getByRole('alert').getByText('It is on its way again already.').waitFor();
    await late.page.getByText('No dead letters').waitFor();
    expect(sink.mails).toHaveLength(1);
  }, 120_000);

  it('sends a digest anew with the notices that it tells', async () => {
    sink.answer(() => ({ code: 554, text: '5.7.1 Blocked by the rules of this site' }));
    const before = sink.mails.length;
    await tell('Zinc mill, Ridder', { frequency: 'daily' });
    await inState('held', 1);
    const { page } = await open('/admin', { as: 'operator' });
    await page.getByLabel('Show').selectOption('held');
    await expectText(rowOf(page, 'A step of the record'), 'held', 'waits for its digest');
    await asSuperuser((db) => db.query('UPDATE notify.digest_window SET closes_at = now()'));
    await inState('dead', 2);
    await page.getByLabel('Show').selectOption('dead');
    await expectText(rowOf(page, 'A step of the record'), 'its digest could not be sent');
    await expectText(rowOf(page, 'A digest'), 'the mail server refused it for good');
    const shown = await open('/admin', { as: 'operator' });
    await expectSoundInEveryView(shown, 'admin-deliveries', async () => {
      await shown.page.locator('.health').waitFor();
      await shown.page.locator('.identities tbody tr').nth(1).waitFor();
    });

    sink.answer(() => undefined);
    await rowOf(page, 'A digest')
      .getByRole('button', { name: /^Send anew: A digest, / })
      .click();
    await eventually('the digest has arrived', () => sink.mails.length === before + 1);
    expect(sink.mails.at(-1)?.mail.text).toContain('Zinc mill, Ridder');
    await page.getByText('No dead letters').waitFor();
  }, 180_000);
});
