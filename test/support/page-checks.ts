import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { OpenPage, View } from './browser.js';
import { soon } from './eventually.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESK: View = { width: 1280, scheme: 'light', language: 'en' };
const VIEWS: readonly View[] = [
  DESK,
  { ...DESK, scheme: 'dark', language: 'kk' },
  { ...DESK, width: 360, language: 'ru' },
  { ...DESK, width: 360, scheme: 'dark', language: 'zh' },
];

/** Notes what moves by itself on each page that is loaded from now on; what an input moves does not count. */
export const observeShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(`window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, startTime, sources } of list.getEntries()) {
        if (hadRecentInput) continue;
        const moved = sources.map(({ node, previousRect, currentRect }) =>
          [node?.className || node?.nodeName, previousRect.y, 'to', currentRect.y].join(' '));
        window.shifts.push({ value, at: startTime, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });`);

interface Shift {
  readonly value: number;
}

const sumOf = (shifts: readonly Shift[]): number => shifts.reduce((all, { value }) => all + value, 0);
const shiftsOf = (page: Page) => page.evaluate<Shift[]>('window.shifts');

/** Sum of layout shifts since the page was loaded. */
export const shiftOf = async (page: Page): Promise<number> => sumOf(await shiftsOf(page));

/** Fails for more than a hair's breadth of layout shifts, with what moved. */
export async function expectStill(page: Page): Promise<void> {
  const shifts = await shiftsOf(page);
  expect(sumOf(shifts) < 0.02 ? [] : shifts).toEqual([]);
}

const AXE_RESULTS = 'screenshots/axe.tsv';

interface Looked {
  readonly violations: AxeResults['violations'];
  /** How many rules were kept. */
  readonly passed: number;
}

/**
 * Fails for faults that axe finds, and for a page that scrolls sideways, once nothing is on its way any more; leaves a
 * picture of what is seen, and a line.
 */
export async function expectSound(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  await soon(async () => expect(await page.locator('.loading').count()).toBe(0));
  await page.screenshot({ path: `screenshots/${name}.png`, fullPage });
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.evaluate(AXE);
  // What passes is thousands of elements, which cost more to hand over than to look at.
  const { violations, passed } = await page.evaluate<Looked>(
    `window.axe.run({ resultTypes: ['violations'] }).then(({ violations, passes }) => ({
      violations, passed: passes.length,
    }))`,
  );
  await appendFile(AXE_RESULTS, `${name}\t${passed} rules passed\t${violations.length} broken\n`);
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect([name, faults]).toEqual([name, []]);
}

/** Shows a page in every view in turn, wide and narrow, in both themes, each in another language, loaded anew. */
export async function inEveryView(
  { page, complaints }: OpenPage,
  look: (view: string) => Promise<unknown>,
): Promise<void> {
  for (const { width, scheme, language } of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(`localStorage.setItem('language', '${language}')`);
    await page.reload();
    await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
    await look(`${width}-${scheme}`);
    expect(complaints).toEqual([]);
  }
}

/** Finds a page sound in every view; `ready` brings it, once it is loaded, to what is looked at. */
export const expectSoundInEveryView = (
  shown: OpenPage,
  name: string,
  ready: () => Promise<unknown>,
): Promise<void> =>
  inEveryView(shown, async (view) => {
    await ready();
    await expectSound(shown.page, `${name}-${view}`);
  });

/** Waits until `place` shows all of `parts`, and fails with what it shows instead. */
export async function expectText(place: Locator, ...parts: string[]): Promise<void> {
  await soon(async () => {
    const text = await place.innerText();
    expect([text, parts.filter((part) => !text.includes(part))]).toEqual([text, []]);
  });
}
