import { expect, it } from '@jest/globals';
import type { History, LogPage, PortfolioSummary, RegisterList } from '#contracts';
import { dayInAlmaty } from '#platform';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { expectText } from '../../support/page-checks.js';
import type { Json } from '../../support/product.js';
import { fillSource, record, SOURCE, staffProduct } from '../../support/staff-page.js';

const AUDITOR = { as: 'auditor' } as const;
const PRESS = { publisher: 'Kursiv', title: 'The works began', class: 'press' } as const;

const daysAgo = (days: number): string => dayInAlmaty(new Date(Date.now() - days * 86_400_000));
const sum = (amount: string) => ({ amount, currency: 'USD', qualifier: 'exact', role: 'announced' });

type LoggedEvent = LogPage['items'][number];

interface Recorded {
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

/** The journeys of auditors (domain specification 5) that no spec of a single page walks to their end. */
describeInBrowser('the work of an auditor', () => {
  const { open, call, ask, url, settled, project, agreement } = staffProduct();

  const recorded = async (path: string, body: Json) =>
    (await call(path, { sources: [SOURCE], ...body })) as unknown as Recorded;
  const assure = async (page: Page, section: string) => {
    await page.getByRole('link', { name: 'Assurance', exact: true }).click();
    await page.getByRole('navigation', { name: 'Assurance' }).getByRole('link', { name: section }).click();
    await page.getByRole('heading', { level: 2, name: section }).waitFor();
  };
  const rowOf = (page: Page, title: string) => page.locator('tbody tr', { hasText: title });
  const toRecord = async (page: Page, title: string) => {
    await page.getByRole('searchbox', { name: 'Search' }).fill(title);
    await page.waitForURL((address) => address.searchParams.get('q') === title);
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };

  it('replays an agreement event by event, with the two clocks side by side', async () => {
    const title = 'Agreement on the gas of Karachaganak';
    const { id, publicId } = await agreement(title);
    const signed = await recorded(`/agreements/${id}/sign`, { occurredOn: '2026-03' });
    await recorded(`/agreements/${id}/correct`, {
      corrections: [
        {
          ...{ targetEventId: signed.events[0]?.id, patch: { occurredOn: '2026-04-07' } },
          ...{ reasonCode: 'incorrectData', explanation: 'The act bears the day.' },
        },
      ],
    });
    await recorded(`/agreements/${id}/enter-into-force`, { occurredOn: '2026-10-02' });
    await settled();
    const { page, complaints } = await open(`/agreements/${publicId}`, AUDITOR);
    await page.getByRole('link', { name: 'Replay its history' }).click();
    const { items } = (await call(`/agreements/${id}/history`, undefined, AUDITOR)) as unknown as History;
    expect(items.map(({ type }) => type)).toEqual([
      ...['AgreementRegistered', 'AgreementSigned', 'EventCorrected', 'AgreementEnteredIntoForce'],
    ]);
    const happened = ['date not known', 'March 2026', 'date not known', '2 October 2026'];
    const named = ['Agreement registered', 'Signed', 'Correction', 'Entered into force'];
    const player = page.getByRole('slider');
    await player.focus();
    await page.keyboard.press('Home');
    for (const [index, { recordedAt, position }] of items.entries()) {
      await page.getByRole('heading', { level: 2, name: named[index] ?? '' }).waitFor();
      const clocks = page.locator('.event-view .clocks > div');
      await expectText(clocks.filter({ hasText: 'Happened' }), happened[index] ?? '');
      const log = clocks.filter({ hasText: 'Recorded' }).first();
      await soon(async () => expect(await log.locator('time').getAttribute('datetime')).toBe(recordedAt));
      await expectText(log, `position ${position}`);
      await page.waitForURL((address) => address.searchParams.get('position') === position);
      if (index < items.length - 1) await page.getByRole('button', { name: 'Forward' }).click();
    }
    expect(complaints).toEqual([]);
  });

  it('rebuilds from events the total that the public page said when a report cited it, whatever was corrected since', async () => {
    const framework = await agreement('Framework on two smelters', {
      kind: 'framework',
      value: sum('30000000000'),
    });
    for (const [title, amount] of [
      ['Smelter one', '9000000000'],
      ['Smelter two', undefined],
    ] as const) {
      const { id } = await project(title, amount === undefined ? {} : { value: sum(amount) });
      await call(`/agreements/${framework.id}/link-project`, { projectId: id, relation: 'covers' });
    }
    const works = await project('Refinery of the report');
    const stated = await recorded(`/projects/${works.id}/state-value`, { value: sum('1100000000') });
    await settled();

    const { page: reader } = await open('/', { as: 'stakeholder' });
    const known = reader.locator('.figure', { hasText: 'Known sums together' });
    await expectText(known, 'US$38.5bn');
    const cited = await permanentAddress(reader);
    const position = new URL(cited).searchParams.get('knownAt') ?? '';

    await recorded(`/projects/${works.id}/correct`, {
      corrections: [
        {
          ...{ targetEventId: stated.events[0]?.id, patch: { data: { value: { amount: '2200000000' } } } },
          ...{ reasonCode: 'incorrectData', explanation: 'The paper halved it.' },
        },
      ],
    });
    await settled();
    const { page } = await open('/', AUDITOR);
    const total = page.locator('.figure', { hasText: 'Known sums together' });
    await expectText(total, 'US$39.6bn');

    await page.goto(cited);
    await page.getByText('You are looking at the past.').waitFor();
    const log = await eventsUpTo(Number(position));
    const { amount, knownRecords, records } = totalOf(log);
    expect([amount, knownRecords]).toEqual([38_500_000_000n, 4]);
    await expectText(total, `US$${Number(amount) / 1e9}bn`, `${knownRecords} of ${records} known`);
    expect(totalOf(await eventsUpTo(Number.MAX_SAFE_INTEGER)).amount).toBe(39_600_000_000n);

    // The same figures as a program reads them at the position of the page.
    const summary = (await call(`/portfolio/summary?knownAt=${position}`)) as unknown as PortfolioSummary;
    expect(summary.value.totals).toEqual([{ currency: 'USD', amount: String(amount), qualifier: 'exact' }]);
    const steps = ['signed', 'building', 'operating', 'ended'] as const;
    const figures = await page.locator('.figure-count').allInnerTexts();
    expect(figures.slice(0, 4).map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual(
      steps.map((step) => `${summary.steps[step].known} of ${summary.steps[step].of}`),
    );

    await page.goto(url());
    await page.getByText('As of another date').click();
    await page.getByLabel('What was known at the end of').fill(daysAgo(1));
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expectText(total, 'No sum is known', '0 of 0 known');
  });

  const permanentAddress = async (page: Page): Promise<string> => {
    await page.evaluate(
      'navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }',
    );
    await page.getByRole('button', { name: 'Copy permanent address' }).click();
    await page.getByText('Copied.').waitFor();
    return page.evaluate<string>('window.copied');
  };

  const eventsUpTo = async (last: number): Promise<readonly LoggedEvent[]> => {
    const found: LoggedEvent[] = [];
    for (let next: string | null = '0'; next !== null;) {
      const page = (await call(`/events?limit=200&after=${next}`, undefined, AUDITOR)) as unknown as LogPage;
      found.push(...page.items.filter(({ position }) => Number(position) <= last));
      next = page.next;
    }
    return found;
  };

  it('lists what was corrected and retracted in a period, by person, lag and reason', async () => {
    const plant = await project('Battery works, Ekibastuz');
    const prepared = await recorded(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-10' });
    const started = await recorded(`/projects/${plant.id}/start-construction`, { occurredOn: '2026-11' });
    const correction = { targetEventId: prepared.events[0]?.id, patch: { occurredOn: '2026-09' } };
    await recorded(`/projects/${plant.id}/correct`, {
      corrections: [{ ...correction, reasonCode: 'incorrectData', explanation: 'It was September.' }],
    });
    const retraction = { targetEventId: started.events[0]?.id, reasonCode: 'wrongRecord' };
    await call(
      `/projects/${plant.id}/correct`,
      { retractions: [{ ...retraction, explanation: 'That was the works in Pavlodar.' }] },
      { as: 'approver' },
    );
    await settled();
    const { page } = await open('/', AUDITOR);
    await assure(page, 'Corrections and retractions');
    const rows = rowOf(page, 'Battery works');
    await soon(async () => expect(await rows.count()).toBe(2));
    await expectText(
      rows.filter({ hasText: 'Correction' }),
      ...[
        'Preparation started',
        'The data were wrong',
        'It was September.',
        '0 days',
        'Ministry desk (staff)',
      ],
    );
    await page.getByLabel('Who', { exact: true }).selectOption('Approver');
    await soon(async () => expect(await rows.count()).toBe(1));
    await expectText(
      rows,
      ...['Retraction', 'Construction started', 'Wrong record', 'Approver (approver)'],
      'recorded by Ministry desk (staff)',
    );
    await page.getByLabel('Who', { exact: true }).selectOption('Everybody');
    await page.getByLabel('Reason', { exact: true }).selectOption('The data were wrong');
    await expectText(rows, 'It was September.');
    await page.getByLabel('Reason', { exact: true }).selectOption('All');
    await page.getByLabel('To', { exact: true }).fill(daysAgo(1));
    await rows.first().waitFor({ state: 'detached' });
    await page.getByLabel('To', { exact: true }).fill(daysAgo(0));
    await page.getByLabel('From', { exact: true }).fill(daysAgo(0));
    await soon(async () => expect(await rows.count()).toBe(2));
    await page.getByLabel('From', { exact: true }).fill(daysAgo(-1));
    await page.getByLabel('To', { exact: true }).fill('');
    await rows.first().waitFor({ state: 'detached' });
  });

  it('lists what was recorded more than 90 days after it happened, and nothing that was recorded sooner', async () => {
    for (const [title, days] of [
      ['Cable works', 91],
      ['Paper works', 90],
    ] as const) {
      const { id } = await project(`${title}, Kokshetau`);
      await recorded(`/projects/${id}/begin-preparation`, { occurredOn: daysAgo(days) });
    }
    await settled();
    const { page } = await open('/', AUDITOR);
    await assure(page, 'Recorded late');
    const late = rowOf(page, 'Cable works, Kokshetau');
    await expectText(late, 'Preparation started', '91 days', 'Ministry desk (staff)');
    expect(await rowOf(page, 'Paper works, Kokshetau').count()).toBe(0);
  });

  it('finds the stage that one press source stands for, until there is other evidence of it', async () => {
    const plant = await project('Tyre works, Saran');
    await recorded(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-08' });
    const started = await recorded(`/projects/${plant.id}/start-construction`, {
      ...{ occurredOn: '2026-10', sources: [PRESS] },
    });
    await settled();
    const { page } = await open('/', AUDITOR);
    await assure(page, 'Stages on one press source');
    const row = rowOf(page, 'Tyre works, Saran');
    await expectText(row, 'Construction started', 'October 2026', 'Kursiv: The works began', 'Press');
    expect(await row.count()).toBe(1);

    const event = started.events[0]?.id ?? '';
    const { page: desk } = await open(
      `/log?record=project/${plant.publicId}&step=attach-evidence&event=${event}`,
    );
    await fillEvidence(desk);
    await record(desk);
    await settled();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Stages on one press source' }).waitFor();
    await page.locator('.assurance-counts').waitFor();
    expect(await row.count()).toBe(0);
  });

  const fillEvidence = async (desk: Page) => {
    await desk.getByLabel('Publisher').fill('Akimat of Karaganda region');
    await desk.getByLabel('Title', { exact: true }).fill('Permit to build');
  };

  it('sees sums at both levels beside each other, and that the portfolio counts none twice', async () => {
    const contract = await agreement('Contract on a copper mine', { value: sum('5000000000') });
    const mine = await project('Copper mine, Aktogay', { value: sum('4000000000') });
    await call(`/agreements/${contract.id}/link-project`, { projectId: mine.id, relation: 'covers' });
    await settled();
    const { page } = await open('/', AUDITOR);
    const total = page.locator('.figure', { hasText: 'Known sums together' }).locator('.figure-count');
    await total.waitFor();
    const inPortfolio = await total.innerText();
    await assure(page, 'Sums at two levels');
    const level = (name: string) => page.locator('.assurance-sums > div', { hasText: name });
    for (const [path, name] of [
      ['/agreements', 'Agreements state'],
      ['/projects', 'Projects state'],
    ] as const) {
      const { items, total: of } = (await call(`${path}?limit=200`)) as unknown as RegisterList;
      const amounts = items.flatMap(({ value }) =>
        value?.amount === undefined ? [] : [Number(value.amount)],
      );
      const billions = amounts.reduce((all, amount) => all + amount, 0) / 1e9;
      await expectText(level(name), `US$${billions}bn`, `${amounts.length} of ${of} known`);
    }
    await expectText(level('Counted once'), inPortfolio);
    await expectText(
      rowOf(page, 'Contract on a copper mine'),
      ...['US$5,000,000,000', 'not counted again', 'Copper mine, Aktogay', 'US$4,000,000,000'],
      ...['at the projects', 'stated at both levels'],
    );
    await page.screenshot({ path: 'screenshots/journey-sums.png', fullPage: true });
  });

  it('finds the time of a suspension apart from the delays, with its days', async () => {
    const plant = await project('Lead smelter, Shymkent');
    await recorded(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2025-02' });
    await recorded(`/projects/${plant.id}/start-construction`, { occurredOn: '2025-03' });
    const run = { milestoneId: 'run', code: 'operationStart' };
    await recorded(`/projects/${plant.id}/plan-milestone`, { ...run, plannedOn: '2027-01-01' });
    const { page: desk } = await open('/');
    const step = async (name: string, day: string) => {
      await settled();
      await desk.goto(`${url()}/log?record=project/${plant.publicId}&step=${name}`);
      const date = desk.getByRole('group', { name: 'When it happened' });
      await date.getByLabel('How exactly it is known').selectOption('day');
      await date.getByLabel('Day', { exact: true }).fill(day);
      if (name === 'suspend') {
        await desk.getByRole('combobox', { name: 'Reason', exact: true }).selectOption('weather');
      }
      await fillSource(desk, 1, ['Akimat', `Order: ${name}`]);
      await record(desk);
    };
    await step('suspend', '2026-02-10');
    await step('resume', '2026-06-25');
    // Moved for a reason of its own by 20 days, after 135 days in which everything stood still.
    await recorded(`/projects/${plant.id}/reschedule-milestone`, {
      ...{ milestoneId: 'run', to: '2027-01-21', reasonCode: 'supplyChain', announcedBy: 'Akimat' },
    });
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect([days('2026-02-10', '2026-06-25'), days('2027-01-01', '2027-01-21')]).toEqual([135, 20]);

    await settled();
    const { page } = await open('/', AUDITOR);
    await toRecord(page, 'Lead smelter, Shymkent');
    const suspensions = page.locator('section[aria-labelledby="suspensions"]');
    await expectText(suspensions, 'Counted apart from the delays.');
    await soon(async () =>
      expect(await suspensions.locator('li').allInnerTexts()).toEqual([
        '10 February 2026 to 25 June 2026 · 135 days',
      ]),
    );
    const delays = page.locator('section[aria-labelledby="delays"]');
    await expectText(delays, 'Supply chain: 20 days later · moved 1 time');
    expect(await delays.innerText()).not.toContain('Weather');
    const detail = await call(`/projects/${plant.id}`);
    expect(detail['delays']).toMatchObject([{ reasonCode: 'supplyChain', slip: { best: 20, worst: 20 } }]);
  });

  it('sees who tried what and which rule refused it, beside what was accepted afterwards', async () => {
    const plant = await project('Pipe works, Atyrau');
    await recorded(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-08' });
    // As a program of the desk gives it: the page asks beforehand, and lets nobody give what will be refused.
    const early = { occurredOn: '2026-10', sources: [SOURCE] };
    expect((await ask(`/projects/${plant.id}/complete-construction`, early)).status).toBe(409);
    const { page: desk } = await open(`/log?record=project/${plant.publicId}&step=start-construction`);
    await desk.getByLabel('Month', { exact: true }).fill('2026-10');
    await fillSource(desk, 1, ['Akimat', 'Act on the start of works']);
    await record(desk);
    const other = await ask(`/projects/${plant.id}/cancel`, { reasonCode: 'finance' }, { as: 'stakeholder' });
    expect(other.status).toBe(403);
    await settled();
    const { page } = await open('/', AUDITOR);
    await assure(page, 'Refused commands');
    const refused = page.getByRole('row').filter({ hasText: 'CONSTRUCTION_NOT_STARTED' });
    await expectText(refused, 'Ministry desk (staff)', 'CompleteConstruction', 'Construction started');
    const forbidden = page.getByRole('row').filter({ hasText: 'CancelProject' });
    await expectText(forbidden, 'Stakeholder (stakeholder)', 'FORBIDDEN_ROLE', 'none');
    await page.getByLabel('Rule', { exact: true }).fill('construction_not_started');
    await forbidden.waitFor({ state: 'detached' });
    await refused.getByRole('link', { name: /^Replay/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Construction started' }).waitFor();
  });
});

interface Stated {
  readonly eventId: string;
  readonly amount: bigint;
}

const member = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;

/**
 * Exact sums in dollars of these events, each once: the last that a record states, and a project's not where an
 * agreement over several projects states one.
 */
function totalOf(events: readonly LoggedEvent[]) {
  const stated = new Map<string, Stated>();
  const covered = new Map<string, string[]>();
  const records = new Set<string>();
  for (const { stream, id, type, data } of events) {
    if (/^(?:agreement|project)-/.test(stream)) records.add(stream);
    const value =
      type === 'EventCorrected'
        ? member(member(member(data, 'patch'), 'data'), 'value')
        : member(data, 'value');
    const amount = member(value, 'amount');
    const isSum = type === 'ValueStated' || stated.get(stream)?.eventId === member(data, 'targetEventId');
    if (typeof amount === 'string' && isSum) {
      stated.set(stream, { eventId: stated.get(stream)?.eventId ?? id, amount: BigInt(amount) });
    }
    if (type === 'ProjectLinked' && member(data, 'relation') === 'covers') {
      covered.set(stream, [...(covered.get(stream) ?? []), `project-${String(member(data, 'projectId'))}`]);
    }
  }
  const held = [...covered].flatMap(([holder, projects]) =>
    projects.length > 1 && stated.has(holder) ? projects : [],
  );
  const amounts = [...stated].flatMap(([stream, { amount }]) => (held.includes(stream) ? [] : [amount]));
  return {
    amount: amounts.reduce((all, amount) => all + amount, 0n),
    ...{ knownRecords: stated.size, records: records.size },
  };
}
