// Takes the README's pictures from a product of its own: `npm run screenshots`. Needs `npm run build` and chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { launchBrowser } from './browser.mjs';
import { startOwn } from './own-product.mjs';

const FOLDER = join(root, 'docs/images');

mkdirSync(FOLDER, { recursive: true });
const { url: URL, signIns, stop } = await startOwn(3177);
try {
  const plant = await tellTheStory();
  await takePictures(plant);
} finally {
  await stop();
}

/** The plant in Atyrau: a ceremony taken for the start, a date that moves, a second sum, and what was corrected. */
async function tellTheStory() {
  const { apiKey } = signIns().staff;
  const call = async (path, body) => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${URL}/api${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const source = (publisher, title, kind = 'press') => ({ publisher, title, class: kind });
  const ministry = source('Ministry of Energy', 'On the polyethylene plant', 'officialAct');
  const { id } = await call('/projects', {
    titles: {
      en: 'Polyethylene plant in Atyrau, as reported step by step',
      ru: 'Полиэтиленовый завод в Атырау, по сообщениям',
    },
    ...{ notADuplicate: true, location: { country: 'KZ', regions: ['KZ-23'] }, sources: [ministry] },
    classifications: [{ scheme: 'sector', code: 'petrochemicals' }],
  });
  const record = (command, body) => call(`/projects/${id}/${command}`, body);
  const ceremony = source('Kursiv', 'Groundbreaking in Atyrau');
  const piles = source('Neftegaz', 'First piles driven');
  const usd = (amount) => ({ qualifier: 'exact', amount, currency: 'USD', role: 'announced' });
  await record('plan-milestone', {
    ...{ milestoneId: 'run', code: 'operationStart', plannedOn: '2028', occurredOn: '2024-04' },
    sources: [ministry],
  });
  await record('plan-milestone', {
    ...{ milestoneId: 'grid', code: 'gridConnection', plannedOn: '2027-06', occurredOn: '2024-04' },
    sources: [ministry],
  });
  await record('state-value', { value: usd('7400000000'), occurredOn: '2024-09', sources: [ministry] });
  const started = await record('start-construction', { occurredOn: '2024-09-11', sources: [ceremony] });
  await record('add-party', {
    ...{ party: { name: 'Sinopec', countryCode: 'CN' }, role: 'investor', side: 'china', share: '40' },
    ...{ occurredOn: '2024-04', sources: [ministry] },
  });
  const moved = { milestoneId: 'run', reasonCode: 'scopeChange', announcedBy: 'Ministry of Energy' };
  await record('reschedule-milestone', { ...moved, to: '2029', occurredOn: '2025-10', sources: [ministry] });
  await record('revise-value', {
    ...{ value: usd('7700000000'), changeKind: 'reestimate', occurredOn: '2025-03', sources: [piles] },
  });
  await record('correct', {
    corrections: [
      {
        ...{ targetEventId: started.events[0].id, patch: { occurredOn: '2025-03-31' } },
        ...{
          reasonCode: 'incorrectData',
          explanation: 'That was the ceremony; the first piles came in March.',
        },
      },
    ],
    sources: [piles],
  });
  return { ...(await call(`/projects/${id}`)), start: started.position };
}

async function takePictures({ publicId, start: position }) {
  const browser = await launchBrowser();
  try {
    await picture(browser, { name: 'public-record', path: `/projects/${publicId}` });
    await picture(browser, {
      ...{ name: 'staff-logging', role: 'staff' },
      path: `/log?record=project/${publicId}&step=complete-construction`,
    });
    await picture(browser, {
      name: 'auditor-replay',
      role: 'auditor',
      path: `/replay?record=project/${publicId}&position=${position}`,
    });
  } finally {
    await browser.close();
  }
}

async function picture(browser, { name, path, role }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en' });
  const page = await context.newPage();
  await page.goto(URL);
  if (role !== undefined) {
    const { email, password } = signIns()[role];
    await page.evaluate(
      (body) =>
        fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
      JSON.stringify({ email, password }),
    );
  }
  await page.goto(`${URL}${path}`);
  await page.locator('main h2').first().waitFor();
  if (role !== undefined) await page.locator('.identity:enabled').waitFor();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  await context.close();
}
