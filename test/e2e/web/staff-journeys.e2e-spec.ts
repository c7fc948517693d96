import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { expectText } from '../../support/page-checks.js';
import { approve, fillSource, record, SOURCE, staffProduct } from '../../support/staff-page.js';

/** The journeys of the staff (domain specification 5) that no spec of a single page walks to their end. */
describeInBrowser('a day of the staff', () => {
  const { open, call, url, project, agreement, events, silentSince, credentials } = staffProduct();

  const show = (page: Page, path: string) => page.goto(`${url()}${path}`);
  const toStep = (page: Page, place: string, step: string) => show(page, `/log?record=${place}&step=${step}`);
  const stageOf = async (id: string) => (await call(`/projects/${id}`))['stage'];

  it('moves a promised date, and keeps the old one, the reason and who announced it', async () => {
    const plant = await project('Ammonia plant, Zhanaozen');
    await call(`/projects/${plant.id}/plan-milestone`, {
      ...{ milestoneId: 'run', code: 'operationStart', plannedOn: '2028', announcedBy: 'Ministry of Energy' },
    });
    const { page } = await open(`/log?record=project/${plant.publicId}&step=reschedule-milestone`);
    // What is promised now stands in the form, so that nobody moves a date without seeing it.
    await page.getByLabel('Milestone').selectOption({ label: 'Start of operation: 2028 (Planned)' });
    const date = page.getByRole('group', { name: 'New', exact: true });
    await date.getByLabel('How exactly it is known').selectOption('month');
    await date.getByLabel('Month', { exact: true }).fill('2030-04');
    await page.getByLabel('Announced by').fill('China Huadian');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('alert').getByText('needs a reason').waitFor();
    await page.getByLabel('Reason', { exact: true }).selectOption('supplyChain');
    await record(page);
    await show(page, `/projects/${plant.publicId}`);
    const row = page.locator('.gantt-row', { hasText: 'Start of operation' });
    await soon(async () =>
      expect(await row.locator('.gantt-text').allInnerTexts()).toEqual([
        'Promised first: 2028 · Ministry of Energy',
        'Moved to: April 2030 · China Huadian · Supply chain',
      ]),
    );
  });

  it('suspends with reason and paper, resumes to where it was, suspends and cancels by two people', async () => {
    const plant = await project('Zinc smelter, Ridder');
    await call(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2025-02', sources: [SOURCE] });
    await call(`/projects/${plant.id}/start-construction`, { occurredOn: '2025-06', sources: [SOURCE] });
    const place = `project/${plant.publicId}`;
    const { page } = await open('/');
    const stop = async (step: string, month: string, paper: string) => {
      await toStep(page, place, step);
      await page.getByLabel('Month', { exact: true }).fill(month);
      await page.getByRole('combobox', { name: 'Reason', exact: true }).selectOption('finance');
      await fillSource(page, 1, ['Akimat of East Kazakhstan', paper]);
    };
    await stop('suspend', '2025-09', 'Order to stop the works');
    await record(page);
    await soon(async () => expect(await stageOf(plant.id)).toBe('Suspended'));
    await toStep(page, place, 'resume');
    await page.getByLabel('Month', { exact: true }).fill('2025-12');
    await fillSource(page, 1, ['Akimat of East Kazakhstan', 'Order to go on']);
    await record(page);
    await soon(async () => expect(await stageOf(plant.id)).toBe('UnderConstruction'));
    await stop('suspend', '2026-03', 'Second order to stop the works');
    await record(page);
    await stop('cancel', '2026-08', 'Decision to give the smelter up');
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('It counts as soon as somebody else approves it.').waitFor();

    const { page: second } = await open('/approvals', { as: 'approver' });
    await expectText(second.getByRole('article'), 'Finance', 'Decision to give the smelter up');
    await approve(second, plant.publicId, credentials().approver.password);
    await show(second, `/projects/${plant.publicId}`);
    const cancelled = second.locator('.timeline > li', { hasText: 'Project cancelled' });
    await expectText(cancelled, 'August 2026', 'Finance', 'Decision to give the smelter up');
    await expectText(
      second.locator('section[aria-labelledby="suspensions"]'),
      'September 2025',
      'March 2026',
    );
  });

  it('records that a framework produced a third project, and doubles no total', async () => {
    const sum = (amount: string) => ({ amount, currency: 'USD', qualifier: 'exact', role: 'announced' });
    const framework = await agreement('Framework on three solar parks', {
      ...{ kind: 'framework', value: sum('30000000000') },
    });
    for (const title of ['Solar park one', 'Solar park two']) {
      const { id } = await project(title);
      await call(`/agreements/${framework.id}/link-project`, { projectId: id, relation: 'covers' });
    }
    const { page } = await open('/');
    const toPortfolio = () => page.getByRole('link', { name: 'Portfolio', exact: true }).click();
    const total = page.locator('.figure', { hasText: 'Known sums together' }).locator('.figure-count');
    const known = page.locator('.figure', { hasText: 'Known sums together' });
    await expectText(known, '37.4');
    await show(page, `/log`);
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByLabel('Title (English)').fill('Solar park three');
    await page.getByLabel('Amount').fill('9 000 000 000');
    await fillSource(page, 1, ['Ministry of Energy', 'A third park under the framework']);
    await record(page);
    await toPortfolio();
    await expectText(total, '46.4');

    await toStep(page, `agreement/${framework.publicId}`, 'link-project');
    const search = page.getByRole('combobox', { name: 'Project', exact: true });
    await search.fill('solar park three');
    await page.getByRole('option', { name: /Solar park three/ }).waitFor();
    await search.press('Enter');
    await page.getByLabel('Relation').selectOption('covers');
    await record(page);
    await toPortfolio();
    await expectText(total, '37.4');
    await show(page, `/agreements/${framework.publicId}`);
    await expectText(page.locator('section[aria-labelledby="links"]'), 'one', 'two', 'Solar park three');
  });

  it('puts a first phase into operation with part of the capacity while the second is built', async () => {
    const plant = await project('Glass works, Kyzylorda city');
    const place = `project/${plant.publicId}`;
    const { page } = await open('/');
    for (const [number, name] of [
      ['1', 'First line'],
      ['2', 'Second line'],
    ] as const) {
      await toStep(page, place, 'define-phase');
      await page.getByRole('textbox', { name: 'Phase' }).fill(`line-${number}`);
      await page.getByLabel('Title (English)').fill(name);
      await record(page);
      await call(`/projects/${plant.id}/start-construction`, {
        ...{ phaseId: `line-${number}`, occurredOn: '2025-05', sources: [SOURCE] },
      });
    }
    await toStep(page, place, 'start-operation');
    await page.getByRole('combobox', { name: 'Phase' }).selectOption('line-1');
    await page.getByLabel('Month', { exact: true }).fill('2026-09');
    await fillSource(page, 1, ['Akimat', 'The first line works']);
    await record(page);
    await toStep(page, place, 'state-capacity');
    await page.getByRole('combobox', { name: 'Phase' }).selectOption('line-1');
    await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('operating');
    const quantity = page.getByRole('group', { name: 'Quantity' });
    await quantity.getByRole('textbox', { name: 'Quantity' }).fill('90000');
    await quantity.getByRole('combobox', { name: 'Unit' }).selectOption('TNE');
    await quantity.getByRole('combobox', { name: 'Per' }).selectOption('P1Y');
    await quantity.getByRole('textbox', { name: 'Of what' }).fill('float glass');
    await record(page);
    await show(page, `/projects/${plant.publicId}`);
    await expectText(
      page.locator('section[aria-labelledby="facts"]'),
      ...['First line: Operational', 'Second line: Under construction', '90,000', 'float glass (operating)'],
    );
    await page.getByText('Partly operational').first().waitFor();
  });

  it('clears a record from the queue of silence by "checked, nothing new"', async () => {
    const bridge = await project('Bridge over the Irtysh');
    await soon(async () => expect((await call('/projects?q=irtysh'))['total']).toBe(1));
    await silentSince(bridge.publicId, '2026-01-15');
    const { page } = await open('/queues');
    const queue = page.getByRole('button', { name: /^No news for 180 days/ });
    await expectText(queue, '1');
    await queue.click();
    const item = page.getByRole('listitem').filter({ hasText: 'Bridge over the Irtysh' });
    await expectText(item, '10 months ago');
    await item.getByRole('button', { name: /Checked, nothing new/ }).click();
    await item.waitFor({ state: 'detached' });
    await page.getByText('Nothing waits here').waitFor();
    await expectText(queue, '0');
    expect(await events(`/projects/${bridge.id}`, 'StatusConfirmed')).toHaveLength(1);
  });

  it('enters an agreement signed years ago of which only the present stage is known', async () => {
    const { page } = await open('/log');
    await page.getByRole('button', { name: 'New agreement' }).click();
    await page.getByLabel('Title (English)').fill('Loan agreement on the Khorgos road');
    await page.getByLabel('Kind', { exact: true }).selectOption('loanAgreement');
    await page.getByText('More details').click();
    await page.getByLabel('Status it begins with').selectOption('InForce');
    const date = page.getByRole('group', { name: 'When it happened' });
    await date.getByLabel('How exactly it is known').selectOption('notLaterThan');
    await date.getByLabel('Not later than', { exact: true }).last().fill('2016');
    await fillSource(page, 1, ['State register of treaties', 'Agreements in force']);
    await record(page);
    await page.getByRole('status').getByRole('link').click();
    await page.getByText('Path unknown: the record began at the state that was known then.').waitFor();
    await expectText(page.locator('section[aria-labelledby="facts"]'), 'In force');
    await expectText(page.locator('.timeline > li').last(), '2016 or earlier');
  });

  it('gathers for the quarterly note everything that changed since the last one', async () => {
    const treaty = await agreement('Treaty on water of the Ili');
    const port = await project('Dry port, Altynkol');
    const signed = await call(`/agreements/${treaty.id}/sign`, { occurredOn: '2026-08', sources: [SOURCE] });
    await call(`/projects/${port.id}/plan-milestone`, {
      ...{ milestoneId: 'run', code: 'operationStart', plannedOn: '2027', announcedBy: 'Akimat' },
    });
    // The last note ended with its permanent address: the position that it reached stands in it.
    const { page } = await open('/compare');
    await page.getByRole('button', { name: 'the end of last quarter' }).click();
    await page.getByText(/Something was recorded about \d+ records/).waitFor();
    await page.evaluate(
      'navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }',
    );
    await page.getByRole('button', { name: 'Copy permanent address' }).click();
    await page.getByText('Copied.').waitFor();
    const last = new URL(await page.evaluate<string>('window.copied')).searchParams.get('to');
    expect(Number(last)).toBeGreaterThanOrEqual(Number(signed['position']));

    await call(`/agreements/${treaty.id}/enter-into-force`, { occurredOn: '2026-10', sources: [SOURCE] });
    const [event] = signed['events'] as readonly { readonly id: string }[];
    await call(`/agreements/${treaty.id}/correct`, {
      corrections: [
        {
          ...{ targetEventId: event?.id, patch: { occurredOn: '2026-07' } },
          ...{ reasonCode: 'incorrectData', explanation: 'The act bears July.' },
        },
      ],
    });
    const moved = await call(`/projects/${port.id}/reschedule-milestone`, {
      ...{ milestoneId: 'run', to: '2029', reasonCode: 'permits', announcedBy: 'Akimat' },
    });
    await call(`/portfolio/summary?minPosition=${String(moved['position'])}`);
    await show(page, `/compare?from=${last ?? ''}`);
    await page.getByText('Something was recorded about 2 records').waitFor();
    const of = (title: string) => page.locator('.compared', { hasText: title });
    await expectText(
      of('Treaty on water'),
      'In force',
      'learned late',
      'August 2026',
      'July 2026',
      'corrected',
    );
    await expectText(of('Dry port, Altynkol'), '2027', '2029', 'replanned');
    await page.screenshot({ path: 'screenshots/quarterly-note.png', fullPage: true });
  });
});
