import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** The same browser twice: without a window it takes half the time to open a page. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const EXECUTABLE = INSTALLED.find((path) => existsSync(path));
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/**
 * A suite that needs a browser: without one it is skipped, counted, and named on stderr; in CI it fails. A page that a
 * test opens is closed with it, the others with the suite.
 */
export function describeInBrowser(name: string, suite: () => void): void {
  if (EXECUTABLE !== undefined || process.env['CI'] !== undefined) {
    describe(name, () => {
      beforeEach(() => {
        openedByTest = [];
      });
      afterEach(() => Promise.all(openedByTest.map((page) => page.close())));
      // Before the suite's own, which stop what the pages look at.
      afterAll(closeBrowser);
      suite();
    });
    return;
  }
  process.stderr.write(
    `SKIPPED: no browser at ${INSTALLED.join(' or ')}; install chromium to run the pages' suites.\n`,
  );
  describe.skip(name, suite);
}

/** What is opened outside of a test is forgotten as the next one begins, and closed with the browser. */
let openedByTest: OpenPage[] = [];

let running: Promise<Browser> | undefined;

const browser = (): Promise<Browser> =>
  (running ??= chromium.launch({ executablePath: EXECUTABLE ?? '', args: FLAGS }));

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

/** What somebody types to sign in. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/**
 * A page as in a browser of its own: with nothing kept from an earlier one, in the one browser of the suite. With
 * somebody signed in, if a person is given.
 */
export async function openPage(url: string, view: View, person?: Person): Promise<OpenPage> {
  const { width, scheme, language } = view;
  const context = await (
    await browser()
  ).newContext({
    ...{ colorScheme: scheme, locale: language },
    viewport: { width, height: 900 },
  });
  if (person !== undefined) await signInto(context, url, person);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const opened: OpenPage = { page, complaints, close: () => context.close() };
  openedByTest.push(opened);
  await page.goto(url);
  await page.waitForSelector('h1');
  if (person !== undefined) await page.locator('.identity').waitFor({ state: 'attached' });
  return opened;
}

/** Signs somebody in for whatever the page loads next, without the form of the page. */
export const signIn = (page: Page, person: Person): Promise<void> =>
  signInto(page.context(), page.url(), person);

async function signInto(context: BrowserContext, url: string, { email, password }: Person): Promise<void> {
  const address = new URL('/api/session', url).href;
  const response = await context.request.post(address, { data: { email, password } });
  if (!response.ok()) throw new Error(`signing in as ${email} was answered ${await response.text()}`);
}
