// The page of replay over a long log, in a browser: `npm run build && npm run bench replay-page -- --events 1000000`.
import { launchBrowser } from '../scripts/browser.mjs';
import { startOwn } from '../scripts/own-product.mjs';
import { openStore } from './support/log.mjs';
import { median } from './support/measure.mjs';
import { livesOfPlants, registerCatalogue } from './support/register-log.mjs';
import { machine, report } from './support/report.mjs';

const PORT = 3178;
const ASKED = 50;
/** A frame of the screen at 60 a second, in milliseconds: what a hand does not feel. */
const FRAME = 1000 / 60;

export async function run({ events, json }) {
  const product = await startOwn(PORT);
  const browser = await launchBrowser();
  try {
    const head = await load(product, events);
    const page = await openReplay(browser, product);
    const jump = await timesOf(page, anywhere(head), () => (position) => go(page, position));
    const step = await timesOf(page, anywhere(head), async (position) => {
      await go(page, position);
      return () => stepFrom(page, position);
    });
    const frames = await dragged(page);
    const rows = [
      { work: 'a place in the log by its address, page and state shown', ...spread(jump) },
      { work: 'a step forward, event and state shown', ...spread(step) },
      {
        work: `frames while the slider is dragged over the whole log (${FRAME.toFixed(1)} ms each at best)`,
        ...spread(frames),
      },
    ];
    report({
      title: 'The page of replay',
      facts: [
        machine(),
        `${head} events, ${ASKED} places at random; ${await heapOf(page)} MiB of heap at the end`,
      ],
      columns: ['work', 'p50 (ms)', 'p95 (ms)', 'most (ms)'],
      ...{ rows, json },
    });
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function load({ url, databaseUrl }, events) {
  const { store, close } = openStore(databaseUrl(), { catalogue: registerCatalogue() });
  for await (const { kind } of store.importAppends(livesOfPlants(events))) {
    if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
  }
  const head = await store.head();
  await close();
  await untilRead(url);
  return Number(head);
}

/** Waits until lists reflect all of the log. What makes notices of it reads on for long after that. */
async function untilRead(url) {
  for (;;) {
    const { checks } = await (await fetch(`${url}/health/ready`)).json();
    const models = Object.values(checks.projections).filter((model) => model?.lag !== undefined);
    if (models.length > 0 && models.every(({ lag }) => lag === '0')) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function openReplay(browser, { url, signIns }) {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en' })
  ).newPage();
  await page.goto(url);
  const { email, password } = signIns().auditor;
  await page.evaluate(
    (body) =>
      fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
    JSON.stringify({ email, password }),
  );
  await page.goto(`${url}/replay`);
  await page.locator('.event-view').waitFor();
  return page;
}

const shown = (page, position) => page.locator(`[data-position="${position}"]`).waitFor();

async function go(page, position) {
  await page.goto(`${new URL(page.url()).origin}/replay?position=${position}`);
  await shown(page, position);
}

async function stepFrom(page, position) {
  await page.getByRole('button', { name: 'Forward' }).click();
  await shown(page, position + 1);
}

const anywhere = (head) => () => 100 + Math.floor(Math.random() * (head - 200));

async function timesOf(page, place, prepare) {
  const taken = [];
  for (let n = 0; n < ASKED; n += 1) {
    const position = place();
    const work = await prepare(position);
    const began = performance.now();
    await work(position);
    taken.push(performance.now() - began);
  }
  return taken;
}

/** Milliseconds between frames while the thumb of the slider is drawn from one end to the other and back. */
async function dragged(page) {
  const slider = page.getByRole('slider');
  const track = await page.locator('.player .mantine-Slider-track').boundingBox();
  const thumb = await slider.boundingBox();
  await page.evaluate(() => {
    globalThis.frames_ = [];
    const look = (at) => {
      globalThis.frames_.push(at);
      globalThis.requestAnimationFrame(look);
    };
    globalThis.requestAnimationFrame(look);
  });
  const y = thumb.y + thumb.height / 2;
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  for (const to of [track.x + 5, track.x + track.width - 5]) await page.mouse.move(to, y, { steps: 40 });
  await page.mouse.up();
  const at = await page.evaluate(() => globalThis.frames_);
  return at.slice(1).map((time, index) => time - at[index]);
}

const heapOf = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 2 ** 20);
};

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [p50, p95, most] = [median(sorted), sorted[Math.floor(sorted.length * 0.95)], sorted.at(-1)];
  return { 'p50 (ms)': p50.toFixed(1), 'p95 (ms)': p95.toFixed(1), 'most (ms)': most.toFixed(1) };
}
