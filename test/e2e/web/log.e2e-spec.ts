import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser, openPage, signIn, type OpenPage, type View } from '../../support/browser.js';
import { startProduct, type Product } from '../../support/product.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK: View = { width: 1280, scheme: 'light', language: 'en' };
const VIEWS: View[] = [
  { ...DESK, scheme: 'dark' },
  { ...DESK, width: 360 },
  { ...DESK, width: 360, scheme: 'dark', language: 'ru' },
  DESK,
];
const SOURCE = { publisher: 'Akimat', title: 'Works began', class: 'officialAct' };

describeInBrowser('the log page', () => {
  let product: Product;
  const opened: OpenPage[] = [];
  const open = async (view: View = DESK) => {
    const page = await openPage(`${product.url}/sign-in`, view);
    opened.push(page);
    await signIn(page.page, { url: product.url, ...product.credentials.staff });
    return page;
  };
  const call = async (path: string, body?: unknown) => {
    const response = await fetch(`${product.url}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${product.credentials.staff.apiKey}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const made = async (title: string) => {
    const { json } = await call('/projects', { titles: { en: title }, location: { country: 'KZ' } });
    return { id: String(json['id']), publicId: String(json['publicId']) };
  };
  const eventsOf = async (id: string, type: string) => {
    const { json } = await call(`/projects/${id}/history?limit=200`);
    return (json['items'] as { type: string; occurredOn: { edtf: string }; sources: unknown[] }[]).filter(
      (event) => event.type === type,
    );
  };
  const fillSource = async (page: Page, number: number, [publisher, title]: readonly [string, string]) => {
    const row = page.getByRole('group', { name: `Source ${number}`, exact: true });
    await row.getByLabel('Publisher').fill(publisher);
    await row.getByLabel('Title').fill(title);
  };
  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(async () => {
    await Promise.all(opened.map((page) => page.close()));
    await product.stop();
  });

  it('records the start of construction, by month and with two sources, in six interactions at most', async () => {
    const plant = await made('Cement works, Sairam');
    const { page, complaints } = await open();
    const began = Date.now();
    let interactions = 0;
    const act = async (what: () => Promise<unknown>) => {
      interactions += 1;
      await what();
    };
    await page.goto(`${product.url}/log`);
    await act(async () => {
      await page.getByRole('combobox', { name: 'Which record?' }).fill('cement sairam');
      await page.keyboard.press('Enter');
    });
    await act(() => page.getByRole('button', { name: 'Construction started' }).click());
    await act(() => page.getByLabel('Month').fill('2026-03'));
    await act(() => fillSource(page, 1, ['Akimat of Turkistan region', 'Works began at the cement works']));
    await act(async () => {
      await page.keyboard.press('Enter');
      await page.getByRole('group', { name: 'Source 2', exact: true }).waitFor();
      await fillSource(page, 2, ['Kazinform', 'First piles in Sairam']);
    });
    // Construction without a recorded preparation is warned of: the warning is read, not clicked away.
    await call(`/projects/${plant.id}/begin-preparation`, { occurredOn: '2026-01', sources: [SOURCE] });
    await page.goto('about:blank');
    await page.goBack();
    await page.getByRole('group', { name: 'Source 2', exact: true }).waitFor();
    await act(() => page.getByRole('button', { name: 'Record', exact: true }).click());
    await page.getByText('Recorded', { exact: true }).waitFor();
    const milliseconds = Date.now() - began;
    await writeFile('screenshots/logging-journey.json', JSON.stringify({ interactions, milliseconds }));
    const [started] = await eventsOf(plant.id, 'ConstructionStarted');
    expect(started?.occurredOn.edtf).toBe('2026-03');
    expect(started?.sources).toHaveLength(2);
    expect(interactions).toBeLessThanOrEqual(6);
    expect(complaints).toEqual([]);
  });
});
