import { writeFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Role } from '#identity';
import { describeInBrowser, signIn } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { DESK, expectSoundInEveryView } from '../../support/page-checks.js';
import { fillSource, record, SOURCE, staffProduct } from '../../support/staff-page.js';

describeInBrowser('the log page', () => {
  const { open, call, credentials, url, project: made, events } = staffProduct();
  const eventsOf = (id: string, type: string) => events(`/projects/${id}`, type);

  it('records the start of construction, by month and with two sources, in six interactions at most', async () => {
    const plant = await made('Cement works, Sairam');
    await call(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-01', sources: [SOURCE] });
    const { page, complaints } = await open('/');
    let interactions = 0;
    const act = async (what: () => Promise<unknown>) => {
      interactions += 1;
      await what();
    };
    await page.goto(`${url()}/log`);
    const began = Date.now();
    await act(() => page.getByRole('combobox', { name: 'Which record?' }).fill('cement sairam'));
    await act(() => page.keyboard.press('Enter'));
    await act(() => page.getByRole('button', { name: 'Construction started' }).click());
    await act(() => page.getByLabel('Month', { exact: true }).fill('2026-03'));
    await act(() =>
      paste(page, 'https://www.gov.kz/works-began-at-sairam\nhttps://inform.kz/first-piles-in-sairam'),
    );
    await page.screenshot({ path: 'screenshots/log-filled.png', fullPage: true });
    await act(() => page.getByRole('button', { name: 'Record', exact: true }).click());
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    const milliseconds = Date.now() - began;
    await writeFile('screenshots/logging-journey.json', JSON.stringify({ interactions, milliseconds }));
    const [started] = await eventsOf(plant.id, 'ConstructionStarted');
    expect(started?.occurredOn?.edtf).toBe('2026-03');
    expect(started?.sources).toMatchObject([
      { publisher: 'gov.kz', title: 'Works began at sairam', class: 'officialAct' },
      { publisher: 'inform.kz', title: 'First piles in sairam', class: 'stateNewsAgency' },
    ]);
    expect(interactions).toBeLessThanOrEqual(6);
    // The page reads its own write: the step is known now, and the next ones are offered.
    await page.getByText('Construction started, March 2026').waitFor();
    await page.getByRole('button', { name: 'Construction completed' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('finds a record from everywhere by Ctrl-K', async () => {
    const plant = await made('Sugar refinery, Taraz');
    const { page } = await open('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('sugar taraz');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sugar refinery, Taraz' }).waitFor();
    await page.waitForURL((url) => url.href.includes(plant.publicId));
  });

  it('turns the same news into further evidence when somebody else was faster', async () => {
    const plant = await made('Battery factory, Karaganda');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=begin-preparation`);
    await fillSource(page, 1, ['Kursiv', 'Site is being cleared']);
    await call(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-05', sources: [SOURCE] });
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Somebody was faster').waitFor();
    await page.getByText('Preparation started, May 2026').waitFor();
    await soon(async () => expect(await page.getByLabel('Publisher').inputValue()).toBe('Kursiv'));
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded already: Preparation started, May 2026.').waitFor();
    await soon(async () =>
      expect(await page.getByRole('link', { name: 'Correct it' }).getAttribute('href')).toContain('event='),
    );
    await page.getByRole('button', { name: 'Add the source as further evidence' }).click();
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Add evidence' }).waitFor();
    expect(await eventsOf(plant.id, 'PreparationStarted')).toHaveLength(1);
    expect(await eventsOf(plant.id, 'EvidenceAttached')).toHaveLength(1);
  });

  it('asks for the new date, the reason and who announced it when a promise moved', async () => {
    const plant = await made('Hydrogen plant, Mangystau');
    await call(`/projects/${plant.id}/plan-milestone`, { code: 'operationStart', plannedOn: '2028' });
    const { page } = await open(`/log?record=project/${plant.publicId}&step=reschedule-milestone`);
    const milestone = page.getByLabel('Milestone');
    await milestone.selectOption({ index: 1 });
    await soon(async () => expect(await milestone.locator('option:checked').innerText()).toContain('2028'));
    const date = page.getByRole('group', { name: 'New', exact: true });
    await date.getByLabel('How exactly it is known').selectOption('year');
    await date.getByLabel('Year', { exact: true }).fill('2030');
    await page.getByLabel('Reason').selectOption('finance');
    await page.getByLabel('Announced by').fill('Ministry of Energy');
    await record(page);
    expect(await eventsOf(plant.id, 'MilestoneRescheduled')).toHaveLength(1);
  });

  it('warns before it records, says at the field what is missing, and keeps the form', async () => {
    const plant = await made('Glass works, Kyzylorda');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=start-construction`);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('alert').getByText('A public stage needs at least one source').waitFor();
    await fillSource(page, 1, ['Akimat', 'Works began']);
    await page.reload();
    await soon(async () => expect(await page.getByLabel('Publisher').inputValue()).toBe('Akimat'));
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Construction starts without a recorded preparation.').waitFor();
    expect(await eventsOf(plant.id, 'ConstructionStarted')).toHaveLength(0);
    await page.getByRole('button', { name: 'Record anyway' }).click();
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    expect(await eventsOf(plant.id, 'ConstructionStarted')).toHaveLength(1);
  });

  it('says in the language of the reader why it was not recorded and what to do instead', async () => {
    const plant = await made('Tyre factory, Temirtau');
    const view = { ...DESK, language: 'ru' };
    const { page } = await open(`/log?record=project/${plant.publicId}&step=set-location`, { view });
    await page.getByLabel('Страна').selectOption('');
    await page.getByRole('button', { name: 'Записать', exact: true }).click();
    await page.getByRole('alert').getByText('Некоторые поля заполнены не так, как нужно.').waitFor();
    await page.getByText('Заполните это поле.').first().waitFor();
    await page.getByLabel('Язык').selectOption('kk');
    await page.getByRole('alert').getByText('Кейбір өрістер тиісінше толтырылмаған.').waitFor();
    await page.getByText('Осыны толтырыңыз.').first().waitFor();
  });

  it('loses nothing and records nothing twice when the answer is lost, also across a reload', async () => {
    const plant = await made('Ferroalloy plant, Aksu');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=begin-preparation`);
    await fillSource(page, 1, ['Akimat', 'Survey began']);
    const keys: string[] = [];
    let isLost = true;
    await page.route(`**/api/projects/${plant.id}/begin-preparation`, async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (!isLost) return route.continue();
      // It was recorded, but its answer does not arrive.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('No connection at the moment').waitFor();
    await eventually(
      'the command is recorded',
      async () => (await eventsOf(plant.id, 'PreparationStarted')).length === 1,
    );
    await page.screenshot({ path: 'screenshots/log-lost.png', fullPage: true });
    isLost = false;
    await page.reload();
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(keys.length).toBeGreaterThan(1);
    expect(await eventsOf(plant.id, 'PreparationStarted')).toHaveLength(1);
  });

  it('keeps a form for whoever filled it in, and shows it to nobody else in the same window', async () => {
    const plant = await made('Brick works, Semey');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=begin-preparation`);
    const month = page.getByLabel('Month', { exact: true });
    await month.fill('2026-02');
    const signInAs = async (role: Role) => {
      await page.context().clearCookies();
      await signIn(page, credentials()[role]);
      await page.reload();
    };
    await signInAs('approver');
    await soon(async () => expect(await month.inputValue()).toBe(new Date().toISOString().slice(0, 7)));
    await signInAs('staff');
    await soon(async () => expect(await month.inputValue()).toBe('2026-02'));
  });

  it('proposes what needs a second person, and says who has to act next', async () => {
    const plant = await made('Paper mill, Pavlodar');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=cancel`);
    await page.getByRole('combobox', { name: 'Reason' }).selectOption('ownerDecision');
    await fillSource(page, 1, ['Akimat of Pavlodar region', 'The owner gave the mill up']);
    await page.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('It counts as soon as somebody else approves it.').waitFor();
    expect(await eventsOf(plant.id, 'ProjectCancelled')).toHaveLength(0);
    await soon(async () =>
      expect(await page.getByRole('link', { name: 'To the approvals' }).getAttribute('href')).toBe(
        '/approvals',
      ),
    );
  });

  it('registers a project whose past is unknown, and names the one that looks alike', async () => {
    const { page } = await open('/');
    const register = async () => {
      await page.goto(`${url()}/log`);
      await page.getByRole('button', { name: 'New project' }).click();
      await page.getByLabel('Title (English)').fill('Solar farm, Saran');
      await page.getByText('More details').click();
      await page.getByLabel('Stage it begins with').selectOption('Operational');
      await fillSource(page, 1, ['Akimat of Karaganda region', 'Solar farms of the region']);
      await page.getByRole('button', { name: 'Record', exact: true }).click();
    };
    await register();
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    await register();
    await page.getByText('Is it this one?').waitFor();
    await page.getByRole('button', { name: 'It is another thing: register it' }).click();
    await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
    await eventually('both are listed', async () => (await call('/projects?q=saran'))['total'] === 2);
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    for (const [name, path, part] of [
      ['search', '/log', '.search'],
      ['steps', '/log?record=project/PRJ-2026-0002', '.step-list'],
      ['form', '/log?record=project/PRJ-2026-0002&step=suspend', '.command-form'],
    ] as const) {
      const shown = await open(path);
      await expectSoundInEveryView(shown, `log-${name}`, () => shown.page.waitForSelector(part));
    }
  }, 120_000);
});

/** Pastes a text into the address of the first source. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('group', { name: 'Source 1', exact: true }).getByLabel('Address').focus();
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ${JSON.stringify(text)});
    const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(pasted);
  }`);
}
