import { existsSync } from 'node:fs';
import { afterAll, describe } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A suite that needs a browser: without one it is skipped, counted, and named on stderr; in CI it fails. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (existsSync(EXECUTABLE) || process.env['CI'] !== undefined) {
    describe(name, () => {
      suite();
      // After the suite's own, which close its pages.
      afterAll(closeBrowser);
    });
    return;
  }
  process.stderr.write(`SKIPPED: no browser at ${EXECUTABLE}; install chromium to run the pages' suites.\n`);
  describe.skip(name, suite);
}

let running: Promise<Browser> | undefined;

const browser = (): Promise<Browser> =>
  (running ??= chromium.launch({ executablePath: EXECUTABLE, args: FLAGS }));

async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly language: string;
}

export interface OpenPage {
  readonly page: Page;
  /** Everything that the page complained of: errors, refused resources, broken policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A page as in a browser of its own: with nothing kept from an earlier one, in the one browser of the suite. */
export async function openPage(url: string, { width, scheme, language }: View): Promise<OpenPage> {
  const context = await (
    await browser()
  ).newContext({
    ...{ colorScheme: scheme, locale: language },
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.waitForSelector('h1');
  return {
    page,
    complaints,
    close: () => context.close(),
  };
}

/** Signs in as the page does, without its form, and waits until the page knows it. */
export async function signIn(
  page: Page,
  { url, email, password }: { readonly url: string; readonly email: string; readonly password: string },
): Promise<void> {
  await page.goto(url);
  const status = await page.evaluate(async (body) => {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch('api/session', { method: 'POST', headers, body })).status;
  }, JSON.stringify({ email, password }));
  if (status !== 200) throw new Error(`signing in as ${email} was answered ${status}`);
  await page.reload();
  await page.locator('.identity').waitFor({ state: 'attached' });
}
