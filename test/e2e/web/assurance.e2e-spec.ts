import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DriftPage } from '#contracts';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { DESK, expectSound, expectText, inEveryView } from '../../support/page-checks.js';
import { askProduct, startProduct, type Product } from '../../support/product.js';

const SECTIONS = [
  ...['drift', 'amendments', 'notices', 'late', 'stages', 'evidence', 'sums', 'refusals', 'access'],
];

describeInBrowser('the page of assurance', () => {
  let product: Product;
  const open = (path: string, role: 'auditor' | 'staff' = 'auditor') =>
    openPage(`${product.url}${path}`, DESK, product.credentials[role]);
  const call = async (path: string, body?: unknown, as: 'staff' | 'stakeholder' = 'staff') =>
    (await askProduct(product, path, body, { as })).json;
  /** A start of works that a stakeholder is told of, if it is news, and that is then retracted. */
  const reportWrongly = async (title: string, occurredOn: string, isNews: boolean) => {
    const made = await call('/projects', { titles: { en: title } });
    const id = String(made['publicId']);
    const scope = { kind: 'record', key: `project-${String(made['id'])}` };
    await call('/me/follows', { scope, channels: ['in-app'] }, 'stakeholder');
    const sources = [{ publisher: 'A paper', title: 'Works began', class: 'press' }];
    await call(`/projects/${id}/start-construction`, { occurredOn, sources });
    const { items } = await call(`/projects/${id}/history?limit=50`);
    const started = (items as { type: string; id: string }[]).find(
      ({ type }) => type === 'ConstructionStarted',
    );
    if (isNews) await toldOf(title);
    const retraction = { reasonCode: 'didNotOccur', explanation: 'It was another site' };
    await call(`/projects/${id}/correct`, { retractions: [{ targetEventId: started?.id, ...retraction }] });
  };
  const toldOf = (title: string) =>
    eventually('the stakeholder is told', async () => {
      const { items } = await call('/me/inbox', undefined, 'stakeholder');
      return (items as { notice: { subject: string } }[]).some(({ notice }) =>
        notice.subject.includes(title),
      );
    });
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    await reportWrongly('Cement works of a wrong report', '2024-05', false);
    await reportWrongly('Sugar refinery of fresh news', new Date().toISOString().slice(0, 7), true);
    await call('/projects', { titles: { en: 'Not for a guest' } }, 'stakeholder');
  });
  afterAll(() => product.stop());
  const row = ({ page }: OpenPage, text: string) => page.getByRole('row').filter({ hasText: text });

  it('compares all records with a replay of the log and says that there is no drift', async () => {
    const { page, complaints } = await open('/assurance');
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page
      .getByRole('status')
      .getByText(/^No drift: \d+ records say what the log comes to/)
      .waitFor();
    await soon(async () =>
      expect(await page.locator('.assurance-counts dd').allInnerTexts()).toEqual([
        expect.stringMatching(/^[1-9]\d+$/),
        '0',
        '0',
      ]),
    );
    expect(complaints).toEqual([]);
  });

  it('names what differs, on which record, and what the log says of it', async () => {
    const { page } = await open('/assurance');
    await page.route('**/api/assurance/drift*', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as DriftPage;
      const { id } = await call('/projects/PRJ-2026-0002');
      const found = { kind: 'project', id, publicId: 'PRJ-2026-0002', field: 'stage', audience: 'all' };
      const differing = [{ ...found, register: 'Operational', replay: 'UnderConstruction' }];
      await route.fulfill({ response, json: { ...answer, differing } });
    });
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.getByRole('status').getByText('1 record differs from the log').waitFor();
    await soon(async () => {
      const cells = await page.locator('.assurance-rows tbody td').allInnerTexts();
      expect(cells.slice(1)).toEqual(['Stage', 'Operational', 'Under construction']);
    });
    await soon(async () =>
      expect(await page.getByRole('link', { name: 'PRJ-2026-0002', exact: true }).getAttribute('href')).toBe(
        '/projects/PRJ-2026-0002',
      ),
    );
  });

  it('lets the check be given up', async () => {
    const { page } = await open('/assurance');
    let answer: () => void = () => undefined;
    const given = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/assurance/drift*', async (route) => {
      await given;
      await route.abort();
    });
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('status').getByText('Cancelled').waitFor();
    answer();
    await page.getByRole('button', { name: 'Check again' }).waitFor();
  });

  it('shows a retraction with its reason, and leads to its replay', async () => {
    const shown = await open('/assurance');
    const { page } = shown;
    await page.getByRole('link', { name: 'Corrections and retractions' }).click();
    const retraction = row(shown, 'Cement works of a wrong report');
    await retraction.waitFor();
    const parts = ['Retraction', 'Construction started', 'It did not happen', 'It was another site'];
    await expectText(retraction, ...parts);
    const person = page.getByRole('row').filter({ hasText: 'Ministry desk (staff)' }).last();
    await person.waitFor();
    const lastDay = page.getByLabel('To', { exact: true });
    await lastDay.fill('2020-01-01');
    // Neither an amendment nor anybody who recorded.
    await soon(async () => expect(await page.getByText('Nothing was found.').count()).toBe(2));
    await lastDay.fill('');
    await retraction.getByRole('link', { name: /^Replay/ }).click();
    await page.waitForURL(/\/replay\?record=project.*position=\d+/);
  });

  it('shows whom a wrong notice reached, and that its correction went out', async () => {
    const shown = await open('/assurance#notices');
    const told = row(shown, 'Sugar refinery of fresh news');
    await expectText(told, 'Retraction', 'Construction started', '1 person', 'went out for 1 of 1');
    expect(shown.complaints).toEqual([]);
  });

  it('keeps the section in its address, and finds facts that were recorded late', async () => {
    const shown = await open('/assurance#late');
    const late = row(shown, 'Cement works of a wrong report');
    await late.waitFor();
    const current = shown.page.locator('.assurance-sections [aria-current]');
    await soon(async () => expect(await current.allInnerTexts()).toEqual(['Recorded late']));
    await soon(async () => expect(await late.innerText()).toContain('May 2024'));
    await shown.page.getByLabel('Lag', { exact: true }).selectOption('halfYear');
    await late.waitFor({ state: 'detached' });
  });

  it('shows what was refused, and by which rule', async () => {
    const shown = await open('/assurance#refusals');
    const refused = row(shown, 'FORBIDDEN_ROLE').first();
    await refused.waitFor();
    await shown.page.getByLabel('Rule', { exact: true }).fill('no_such_rule');
    await shown.page.getByText('Nothing was found.').waitFor();
  });

  it('shows who signed in, by name', async () => {
    const shown = await open('/assurance#access');
    await shown.page.getByLabel('What', { exact: true }).selectOption('SignedIn');
    await row(shown, '(auditor)').first().waitFor();
  });

  it('counts what rests on one press source and what may be counted twice', async () => {
    const { page } = await open('/assurance#evidence');
    await page.locator('.assurance-counts').getByText('Possibly the same twice', { exact: true }).waitFor();
    await page.getByLabel('Check', { exact: true }).selectOption('noSource');
    await page.getByRole('region').getByRole('row').nth(1).waitFor();
  });

  it('is not for those who record', async () => {
    const { page } = await open('/assurance', 'staff');
    await page
      .getByRole('link', { name: /portfolio/i })
      .first()
      .waitFor();
    await soon(async () => expect(await page.locator('.assurance-sections').count()).toBe(0));
  });

  it('is free of accessibility faults in both themes, wide and narrow, and does not scroll sideways', async () => {
    const shown = await open('/assurance');
    const { page } = shown;
    await inEveryView(shown, async (view) => {
      for (const section of SECTIONS) {
        await page.locator(`.assurance-sections a[href$="#${section}"]`).click();
        if (section === 'drift') await page.locator('.assurance-actions button').click();
        const content = section === 'drift' ? '.assurance-counts' : '.assurance-scroll, .assurance-empty';
        await page.locator('main').locator(content).first().waitFor();
        await page.locator('.loading').waitFor({ state: 'detached' });
        await expectSound(page, `assurance-${section}-${view}`);
      }
    });
  }, 180_000);
});
