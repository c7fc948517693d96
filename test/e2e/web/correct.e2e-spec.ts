import { afterAll, expect, it } from '@jest/globals';
import { describeInBrowser } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { SOURCE, staffProduct } from '../../support/staff-page.js';

describeInBrowser('the page that corrects', () => {
  let sink: SmtpSink;
  const { open, call, project, events } = staffProduct(async () => {
    sink = await startSmtpSink();
    return { env: { SMTP_URL: sink.url } };
  });
  afterAll(() => sink.stop());

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

  it('names who was told the wrong thing, once a mail of it was delivered', async () => {
    const made = await project('Wind park, Ereymentau');
    await call(
      '/me/notification-settings',
      { email: 'reader@example.org', locale: 'en', timeZone: 'Asia/Almaty' },
      { as: 'stakeholder', method: 'PUT' },
    );
    await call(
      '/me/follows',
      { scope: { kind: 'record', key: `project-${made.id}` }, channels: ['email'] },
      { as: 'stakeholder' },
    );
    await call(`/projects/${made.id}/begin-preparation`, { occurredOn: '2026-11', sources: [SOURCE] });
    await eventually('the mail of the wrong date is delivered', () =>
      sink.mails.some(({ mail }) => (mail.text ?? '').includes('Wind park, Ereymentau')),
    );
    const { page } = await open(`/correct/project/${made.publicId}`);
    await page.getByRole('button', { name: 'Correct: Preparation started' }).click();
    await page.getByLabel('Explanation').fill('It was the survey of another site.');
    await page.getByText('It should not be there').click();
    await page.getByRole('button', { name: 'See what follows from it' }).click();
    const told = page.getByRole('region', { name: 'Before you confirm' });
    await expectText(told, 'Preparation started: 1 person', 'e-mail: 1', 'They all get a correction');
    await page.screenshot({ path: 'screenshots/correct-told.png', fullPage: true });
    const before = sink.mails.length;
    await page.getByRole('button', { name: 'Confirm the correction' }).click();
    await page.getByRole('status').getByText('Corrected', { exact: true }).waitFor();
    await eventually('the same person gets the correction', () => sink.mails.length > before);
    expect(sink.mails.map(({ to }) => to)).toEqual([['reader@example.org'], ['reader@example.org']]);
  });

  it('keeps what was begun, and records it once although the answer is lost and the page loaded anew', async () => {
    const made = await plant('Sugar works, Koksu');
    const { page } = await open(`/correct/project/${made.publicId}`);
    await page.getByRole('button', { name: 'Correct: Construction started' }).click();
    const date = page.getByRole('group', { name: 'When it happened' });
    await date.getByLabel('Month', { exact: true }).fill('2025-04');
    await page.getByLabel('Explanation').fill('The act says April.');
    await page.reload();
    await soon(async () =>
      expect([
        await date.getByLabel('Month', { exact: true }).inputValue(),
        await page.getByLabel('Explanation').inputValue(),
      ]).toEqual(['2025-04', 'The act says April.']),
    );
    await page.getByRole('button', { name: 'See what follows from it' }).click();
    const confirm = page.getByRole('button', { name: 'Confirm the correction' });
    await confirm.waitFor();
    const address = `**/api/projects/${made.id}/correct`;
    const keys: (string | undefined)[] = [];
    await page.route(address, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      await route.fetch();
      await route.abort('connectionreset');
    });
    await confirm.click();
    await page.getByText('No connection at the moment').waitFor();
    await page.unroute(address);
    await page.route(address, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      await route.continue();
    });
    await page.reload();
    await page.getByRole('status').getByText('Corrected', { exact: true }).waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(await events(`/projects/${made.id}`, 'EventCorrected')).toHaveLength(1);
    await page.reload();
    await page.getByRole('button', { name: 'Correct: Construction started' }).waitFor();
    await page.getByLabel('Explanation').waitFor({ state: 'detached' });
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    const shown = await open('/correct/project/PRJ-2026-0002');
    await expectSoundInEveryView(shown, 'correct', () => shown.page.waitForSelector('.event-list'));
  }, 120_000);
});
