import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import type { Page } from 'playwright-core';
import type { Role } from '#identity';
import { openPage, type OpenPage, type Person, type View } from './browser.js';
import { eventually } from './eventually.js';
import { DESK } from './page-checks.js';
import {
  askProduct,
  startProduct,
  superuserUrl,
  type How,
  type Json,
  type Product,
  type ProductOptions,
} from './product.js';

/** A source that is enough for a public stage. */
export const SOURCE = { publisher: 'Akimat', title: 'Works began', class: 'officialAct' } as const;

interface Visit {
  readonly as?: Role;
  /** Somebody else than the one that the product began with in this role. */
  readonly person?: Person;
  readonly view?: View;
}

/** Says how the product of a spec is started, once the spec's own helpers have been. */
type Options = () => Promise<ProductOptions>;

/**
 * The product of a spec of pages, started before its tests and stopped after them.
 * To be called inside `describe`.
 */
export function staffProduct(options: Options = () => Promise.resolve({})) {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(await options());
    await mkdir('screenshots', { recursive: true });
  });
  afterAll(() => product.stop());

  const ask = (path: string, body?: unknown, how: How = {}) => askProduct(product, path, body, how);
  /** What must succeed: a refusal fails the test with what was refused. */
  const call = async (path: string, body?: unknown, how: How = {}): Promise<Json> => {
    const { status, json } = await ask(path, body, how);
    if (status >= 400) throw new Error(`${path} was answered ${status}: ${JSON.stringify(json)}`);
    return json;
  };
  /** Waits until lists and records reflect all of the log, for what is asked of the API without a position. */
  const settled = async (): Promise<void> => {
    const { asOfPosition: head } = await call('/events?limit=1', undefined, { as: 'auditor' });
    await eventually('the register reflects the log', async () => {
      return (await ask(`/projects?limit=1&minPosition=${String(head)}`)).status === 200;
    });
  };
  /** Works in the database of the product as its superuser, to make happen what cannot be waited for. */
  const asSuperuser = async <Answer>(work: (db: pg.Client) => Promise<Answer>): Promise<Answer> => {
    const client = new pg.Client({ connectionString: await superuserUrl(product.dataDir) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    url: () => product.url,
    credentials: () => product.credentials,
    ask,
    call,
    settled,
    asSuperuser,
    /** Makes a record look as if nothing had been heard of it since `day`: half a year cannot be waited for. */
    silentSince: (publicId: string, day: string) =>
      asSuperuser(async (db) => {
        const change = 'UPDATE views.record SET last_news_on = $2 WHERE public_id = $1';
        const { rowCount } = await db.query(change, [publicId, day]);
        if (rowCount === 0) throw new Error(`there is no line of ${publicId}`);
      }),
    /** A page with somebody signed in, of the staff unless another role is named, at a path of the product. */
    open: (path: string, { as = 'staff', person, view = DESK }: Visit = {}): Promise<OpenPage> =>
      openPage(`${product.url}${path}`, view, person ?? product.credentials[as]),
    /** Registers a project in Kazakhstan. */
    project: async (title: string, rest: Json = {}) =>
      made(await call('/projects', { titles: { en: title }, location: { country: 'KZ' }, ...rest })),
    /** Registers an agreement. */
    agreement: async (title: string, rest: Json = {}) =>
      made(await call('/agreements', { titles: { en: title }, kind: 'contract', ...rest })),
    /** Events of a record, all or of one type, oldest first. */
    events: async (path: string, type?: string) => {
      const { items } = await call(`${path}/history?limit=200`);
      return (items as HistoryEvent[]).filter((event) => type === undefined || event.type === type);
    },
  };
}

interface HistoryEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredOn: { readonly edtf: string } | null;
  readonly sources: readonly unknown[];
  readonly data: Json;
}

const made = (answer: Json) => ({ id: String(answer['id']), publicId: String(answer['publicId']) });

/** Fills in who says it and what it is called, of one of the sources of a form. */
export async function fillSource(
  page: Page,
  number: number,
  [publisher, title]: readonly [string, string],
): Promise<void> {
  const row = page.getByRole('group', { name: `Source ${number}`, exact: true });
  await row.getByLabel('Publisher').fill(publisher);
  await row.getByLabel('Title').fill(title);
}

/** Records the form, and waits until it is recorded. */
export async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('status').getByText('Recorded', { exact: true }).waitFor();
}

/** Gives the password where the page asks for a new proof before it goes on; `done` is what it shows then. */
export async function proveAgain(
  page: Page,
  password: string,
  done = page.getByRole('alert'),
): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.or(done).first().waitFor();
  if (!(await dialog.isVisible())) return;
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

/** Approves what is proposed on a record, and waits until it is recorded. */
export async function approve(page: Page, publicId: string, password: string): Promise<void> {
  const card = page.getByRole('article').filter({ hasText: publicId });
  await card.getByRole('button', { name: 'Approve and record' }).click();
  const said = page.getByText(new RegExp(`^Approved and recorded: .*, ${publicId}`));
  await proveAgain(page, password, said);
  await said.waitFor();
}
