import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { View, OpenPage } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK: View = { width: 1280, scheme: 'light', language: 'en' };

/** Wide and narrow, in both themes; the narrow dark one in Russian, whose words are long. */
export const VIEWS: readonly View[] = [
  DESK,
  { ...DESK, scheme: 'dark' },
  { ...DESK, width: 360 },
  { ...DESK, width: 360, scheme: 'dark', language: 'ru' },
];

/** Takes a picture of what is shown, and expects no fault of accessibility, no complaint and no sideways scrolling. */
export async function expectAccessible(
  { page, complaints }: OpenPage,
  name: string,
  view: View,
): Promise<void> {
  const shown = `${name}-${view.width}-${view.scheme}`;
  await page.screenshot({ path: `screenshots/${shown}.png`, fullPage: true });
  expect([shown, complaints]).toEqual([shown, []]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.evaluate(AXE);
  const result = await page.evaluate<AxeResults>('window.axe.run()');
  const faults = result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
  );
  expect([shown, faults]).toEqual([shown, []]);
}
