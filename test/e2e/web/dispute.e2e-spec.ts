import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser, openPage, type OpenPage } from '../../support/browser.js';
import { DESK, expectSoundInEveryView, expectText } from '../../support/page-checks.js';
import { startProduct, type Product } from '../../support/product.js';

const PLANT = 'PRJ-2026-0006';
const STATEMENT = 'The works began in June: the act of the state commission says so.';

describeInBrowser('an investor who answers for a plant', () => {
  let product: Product;
  const open = (path: string, role?: 'admin' | 'stakeholder') =>
    openPage(`${product.url}${path}`, DESK, role && product.credentials[role]);
  const facts = ({ page }: OpenPage) => page.locator('section[aria-labelledby="evidence"]');
  const openFacts = async (shown: OpenPage) => {
    await facts(shown)
      .getByText(/facts? on which sources agree/)
      .click();
    return facts(shown)
      .getByRole('button', { name: /^Say that this is not so/ })
      .first();
  };

  beforeAll(async () => {
    product = await startProduct();
    await mkdir('screenshots', { recursive: true });
    const { page } = await open('/admin', 'admin');
    // A row of the keys names its owner too, and may come first.
    await page.getByRole('button', { name: 'Change Stakeholder', exact: true }).click();
    await page.getByLabel('Find a record to limit to').fill(PLANT);
    await page.locator('.search-option').first().click();
    await page.getByRole('button', { name: 'Save the limits' }).click();
    await page.getByText('the limits are saved.').waitFor();
  });
  afterAll(() => product.stop());

  it('says what is not so, and everybody reads it beside the fact', async () => {
    const shown = await open(`/projects/${PLANT}`, 'stakeholder');
    const { page, complaints } = shown;
    await (await openFacts(shown)).click();
    await page.getByLabel('For whom you speak').fill('China Huadian');
    await page.getByLabel('What is not so, and what is right').fill(STATEMENT);
    await page.getByRole('button', { name: 'Record the statement' }).click();
    await page.getByText('Recorded: it stands beside the fact.').waitFor();
    expect(complaints).toEqual([]);
    const anybody = await open(`/projects/${PLANT}`);
    await expectText(facts(anybody), 'Disputed', `Disputed by China Huadian: ${STATEMENT}`);
    await expectText(
      anybody.page.locator('.timeline > li').first(),
      'Fact disputed',
      STATEMENT,
      'Disputes: ',
    );
  });

  it('is told that another record is not among theirs', async () => {
    const shown = await open('/projects/PRJ-2026-0002', 'stakeholder');
    await (await openFacts(shown)).click();
    await shown.page.getByLabel('For whom you speak').fill('China Huadian');
    await shown.page.getByLabel('What is not so, and what is right').fill(STATEMENT);
    await shown.page.getByRole('button', { name: 'Record the statement' }).click();
    await shown.page.getByText('This record is not among those that you answer for').waitFor();
  });

  it('finds the form sound in both themes, wide and narrow', async () => {
    const shown = await open(`/projects/${PLANT}`, 'stakeholder');
    await expectSoundInEveryView(shown, 'dispute', async () => {
      await facts(shown).locator('.dispute-act').first().click();
      await shown.page.locator('.dispute-form').waitFor();
    });
  }, 120_000);
});
