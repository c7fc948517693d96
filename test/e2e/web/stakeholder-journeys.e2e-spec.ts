import { expect, it } from '@jest/globals';
import type { RegisterList } from '#contracts';
import { dayInAlmaty } from '#platform';
import type { Page } from 'playwright-core';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { soon } from '../../support/eventually.js';
import { DESK, expectText } from '../../support/page-checks.js';
import type { Json } from '../../support/product.js';
import { SOURCE, staffProduct } from '../../support/staff-page.js';

const READER = { as: 'stakeholder' } as const;
const sum = (amount: string) => ({ amount, currency: 'USD', qualifier: 'exact', role: 'announced' });

interface Recorded {
  readonly position: string;
  readonly events: readonly { readonly id: string }[];
}

/** The journeys of readers (domain specification 5) that no spec of a single page walks to their end. */
describeInBrowser('readers of the register', () => {
  const { open, call, url, settled, project, agreement } = staffProduct();

  const recorded = async (path: string, body: Json) =>
    (await call(path, { sources: [SOURCE], ...body })) as unknown as Recorded;
  const step = (id: string, name: string, occurredOn: string) =>
    recorded(`/projects/${id}/${name}`, { occurredOn });

  it('follows a council from the start page: how many of its members were built, operate or ended, and what is known of their sums', async () => {
    const council = (await call('/collections?kind=councilSession')) as unknown as RegisterList;
    const session = council.items[0]?.publicId ?? '';
    const join = (memberKind: 'project' | 'agreement', memberId: string) =>
      recorded(`/collections/${session}/add-member`, { memberKind, memberId, membershipBasis: 'stated' });
    const plant = async (title: string, steps: readonly string[], rest: Json = {}) => {
      const { id } = await project(title, rest);
      for (const [index, name] of steps.entries()) await step(id, name, `2026-0${index + 1}`);
      await join('project', id);
    };
    const built = ['begin-preparation', 'start-construction'];
    await plant('Council plant one', built, { value: sum('3000000000') });
    await plant('Council plant two', built);
    await plant('Council plant three', [...built, 'complete-construction', 'start-operation'], {
      value: sum('500000000'),
    });
    await plant('Council plant four', []);
    const treaty = await agreement('Council treaty');
    await recorded(`/agreements/${treaty.id}/sign`, { occurredOn: '2026-02' });
    await join('agreement', treaty.id);
    await settled();

    const { page, complaints } = await open('/', READER);
    await page.locator('section[aria-labelledby="funnel"]').getByRole('link').first().click();
    await page.waitForURL((address) => address.pathname === `/collections/${session}`);
    const line = (name: string) => page.locator('.funnel > li', { hasText: name });
    await expectText(line('Signed'), '1 of 5', 'no sum known', '0 of 1 known');
    await expectText(line('Being built'), '2 of 5', 'US$3bn', '1 of 2 known');
    await expectText(line('Operating'), '1 of 5', 'US$500m', '1 of 1 known');
    await expectText(line('Ended'), '0 of 5');
    await expectText(line('Step not known'), '1 of 5', '0 of 1 known');
    await expectText(page.locator('section[aria-labelledby="claims"]'), 'more than 70', 'more than 15');
    const members = page.locator('section[aria-labelledby="members"] li');
    await soon(async () => expect(await members.count()).toBe(5));
    expect(complaints).toEqual([]);
  });

  it('compares today with the day of the ceremony, each change with how it came about', async () => {
    const pavlodar = { country: 'KZ', regions: ['KZ-55'] };
    const plant = await project('Aluminium works', { location: pavlodar });
    const begun = await step(plant.id, 'begin-preparation', '2025-02');
    await recorded(`/projects/${plant.id}/correct`, {
      corrections: [
        {
          ...{ targetEventId: begun.events[0]?.id, patch: { occurredOn: '2025-03' } },
          ...{ reasonCode: 'incorrectData', explanation: 'The act bears March.' },
        },
      ],
    });
    const late = await project('Aluminium rod works', { location: pavlodar });
    await step(late.id, 'begin-preparation', '2025-06');
    const other = await project('Aluminium foil works', { location: pavlodar });
    await step(other.id, 'begin-preparation', dayInAlmaty(new Date()));
    await settled();
    const { page } = await open('/', READER);
    await page.getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'the signing ceremony' }).click();
    await page.getByLabel('Region', { exact: true }).selectOption('KZ-55');
    const of = (title: string) => page.locator('.compared', { hasText: title });
    await expectText(of('Aluminium works'), 'Preparing', 'corrected', 'March 2025');
    await expectText(of('Aluminium rod works'), 'Preparing', 'learned late', 'June 2025');
    await expectText(of('Aluminium foil works'), 'Preparing', 'happened');
    expect(await of('Aluminium foil works').innerText()).not.toContain('learned late');
    await page.getByRole('button', { name: /^\d+ corrected$/ }).click();
    await of('Aluminium foil works').waitFor({ state: 'detached' });
    await expectText(of('Aluminium works'), 'corrected');
  });

  it('shades a region by its records, and names a point only where one is known', async () => {
    const place = { country: 'KZ', regions: ['KZ-61'] };
    const point = { longitude: 68.2517, latitude: 43.2973 };
    const known = await project('Solar park, Kentau', { location: { ...place, point, precision: 'point' } });
    const unknown = await project('Wind park, Kentau', { location: place });
    await settled();
    const { items } = (await call('/projects?limit=200')) as unknown as RegisterList;
    const { items: agreements } = (await call('/agreements?limit=200')) as unknown as RegisterList;
    const counts = new Map<string, number>();
    for (const { regions } of [...items, ...agreements]) {
      for (const region of regions) counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    const { page } = await open('/', READER);
    const tile = (name: RegExp) => page.getByRole('button', { name });
    await expectText(tile(/^Turkistan/), String(counts.get('KZ-61')));
    const most = Math.max(...counts.values());
    const shade = Math.ceil(((counts.get('KZ-61') ?? 0) / most) * 4);
    expect(await tile(/^Turkistan/).getAttribute('class')).toBe(`tile tile-${shade}`);
    expect(counts.get('KZ-62')).toBeUndefined();
    expect(await tile(/^Ulytau/).getAttribute('class')).toBe('tile tile-0');

    await tile(/^Turkistan/).click();
    await page.getByRole('link', { name: 'Solar park, Kentau' }).click();
    const facts = page.locator('section[aria-labelledby="facts"]');
    await expectText(facts, 'Turkistan', 'Coordinates', '43.2973, 68.2517');
    expect(known.publicId).not.toBe(unknown.publicId);
    await page.goBack();
    await page.getByRole('link', { name: 'Wind park, Kentau' }).click();
    await expectText(facts, 'Turkistan');
    expect(await facts.innerText()).not.toContain('Coordinates');
  });

  it('cites a record by an address that says the same for ever, although what it says is corrected and retracted', async () => {
    const plant = await project('Cement works, Shu');
    const begun = await step(plant.id, 'begin-preparation', '2026-05');
    const started = await step(plant.id, 'start-construction', '2026-08');
    await settled();
    const { page } = await open('/', READER);
    await page.getByRole('searchbox', { name: 'Search' }).fill('Cement works, Shu');
    await page.waitForURL((address) => address.searchParams.get('q') === 'Cement works, Shu');
    await page.getByRole('link', { name: 'Cement works, Shu' }).click();
    await page.getByRole('button', { name: 'Cite' }).click();
    const address = await page.getByLabel('Permanent address').inputValue();
    const cited = await anybody(address);
    await expectText(cited.page.locator('main'), 'Under construction', 'May 2026');
    const said = await cited.page.locator('main').innerText();

    const reason = { reasonCode: 'didNotOccur', explanation: 'It was the works in Taraz.' };
    await recorded(`/projects/${plant.id}/correct`, {
      retractions: [{ targetEventId: started.events[0]?.id, ...reason }],
    });
    await recorded(`/projects/${plant.id}/correct`, {
      corrections: [
        {
          ...{ targetEventId: begun.events[0]?.id, patch: { occurredOn: '2026-06' } },
          ...{ reasonCode: 'incorrectData', explanation: 'The act bears June.' },
        },
      ],
    });
    await settled();
    const now = await anybody(`${url()}/projects/${plant.publicId}`);
    await expectText(now.page.locator('header').last(), 'Preparing');
    const later = await anybody(address);
    await soon(async () => expect(await later.page.locator('main').innerText()).toBe(said));
    await later.close();
    await cited.close();
    await now.close();
  });

  const anybody = async (address: string): Promise<OpenPage> => {
    const shown = await openPage(address, DESK);
    await shown.page.locator('.timeline > li').first().waitFor();
    return shown;
  };

  it('reads one record in Kazakh, Russian, English and Chinese', async () => {
    const titles = {
      ...{ en: 'Rail depot, Dostyk', kk: 'Достық теміржол депосы' },
      ...{ ru: 'Железнодорожное депо, Достык', zh: '多斯特克铁路机务段' },
    };
    const depot = await project(titles.en, { titles });
    await step(depot.id, 'begin-preparation', '2026-05');
    const half = await project('Rail yard, Altynkol', { titles: { en: 'Rail yard', ru: 'Парк путей' } });
    await settled();
    const { page, complaints } = await open(`/projects/${depot.publicId}`, READER);
    const said = {
      kk: ['Дайындық', '2026\u00a0ж. мамыр'],
      ru: ['Подготовка', 'май 2026'],
      zh: ['筹备中', '2026年5月'],
      en: ['Preparing', 'May 2026'],
    } as const;
    for (const language of ['kk', 'ru', 'zh', 'en'] as const) {
      await choose(page, language);
      await page.getByRole('heading', { level: 1, name: titles[language] }).waitFor();
      await expectText(page.locator('main'), ...said[language]);
      expect(await page.title()).toContain(titles[language]);
    }
    // What nobody translated is shown as it is known, and says in which language it is.
    await choose(page, 'zh');
    await page.goto(`${url()}/projects/${half.publicId}`);
    const heading = page.getByRole('heading', { level: 1 });
    await expectText(heading, 'Rail yard');
    expect(await heading.getAttribute('lang')).toBe('en');
    expect(complaints).toEqual([]);
  });

  const choose = async (page: Page, language: string) => {
    await page.getByRole('banner').getByRole('combobox').selectOption(language);
    await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  };
});
