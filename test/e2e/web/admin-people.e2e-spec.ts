import { beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import type { Role } from '#identity';
import { describeInBrowser, openPage, type OpenPage, type Person } from '../../support/browser.js';
import { eventually, soon } from '../../support/eventually.js';
import { DESK, expectText } from '../../support/page-checks.js';
import { staffProduct } from '../../support/staff-page.js';

const PASSWORD = 'apricots ripen in July';
const SIGNED_OUT = 'You have been signed out.';
const LAST = 'This is the last administrator: there must always be one.';

const WAITING = `
  SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND objid = (hashtext('access.set-up')::bigint & 4294967295)::oid`;

describeInBrowser('people as an administrator sees to them', () => {
  const { open, call, project, url, credentials, asSuperuser } = staffProduct();
  let admin: Page;
  beforeAll(async () => {
    admin = (await open('/admin', { as: 'admin' })).page;
  });

  const rowOf = (name: string) => admin.getByRole('row').filter({ hasText: name }).first();
  /** What can be changed of somebody, opened on a page that shows nothing of earlier acts. */
  const edit = async (name: string, page = admin): Promise<Locator> => {
    await page.goto(`${url()}/admin`);
    await page.getByRole('button', { name: `Change ${name}`, exact: true }).click();
    return page.locator('.panel');
  };
  const choosePassword = async (link: string, password: string): Promise<OpenPage> => {
    const opened = await openPage(link, DESK);
    await opened.page.getByLabel('New password', { exact: true }).fill(password);
    await opened.page.getByRole('button', { name: 'Save the password' }).click();
    return opened;
  };
  /** Somebody new, who has used the invitation. */
  const join = async (name: string, role: Role): Promise<Person> => {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.org`;
    await admin.goto(`${url()}/admin`);
    await admin.getByRole('button', { name: 'Add somebody' }).click();
    const form = admin.locator('form').first();
    await form.getByLabel('Name', { exact: true }).fill(name);
    await form.getByLabel('E-mail', { exact: true }).fill(email);
    await form.getByLabel('Role', { exact: true }).selectOption(role);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const invited = await choosePassword(await admin.locator('.once').innerText(), PASSWORD);
    await invited.page.getByText('The password is saved', { exact: true }).waitFor();
    await invited.close();
    return { email, password: PASSWORD };
  };
  // Without a request of the page, the server ends its live connection within some seconds.
  const saysSignedOut = (page: Page) =>
    page.getByRole('alert').getByText(SIGNED_OUT).waitFor({ timeout: 30_000 });
  const signInAgain = async (page: Page, { email, password }: Person) => {
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  };
  /** Lets two acts on administrators come to the same moment, the first of them a little ahead. */
  const atOnce = (first: () => Promise<void>, second: () => Promise<void>) =>
    asSuperuser(async (db) => {
      const areWaiting = async (count: number) =>
        (await db.query<{ count: number }>(WAITING)).rows[0]?.count === count;
      await db.query("SELECT pg_advisory_lock(hashtext('access.set-up'))");
      await first();
      await eventually('the first act is under way', () => areWaiting(1));
      await second();
      await eventually('both acts are under way', () => areWaiting(2));
    });
  /** Makes the last proof of the sessions of a role's first person ten minutes old: it counts for five. */
  const ageProof = (role: Role) =>
    asSuperuser(async (db) => {
      const age =
        "UPDATE access.session SET stepped_up_at = now() - interval '10 minutes' WHERE actor_id = $1";
      const { rowCount } = await db.query(age, [credentials()[role].actorId]);
      expect(rowCount).toBeGreaterThan(0);
    });
  const isDisabled = async (person: Person) => {
    const { items } = await call('/users', undefined, { as: 'auditor' });
    const users = items as readonly { email: string | null; disabledAt: string | null }[];
    return users.find(({ email }) => email === person.email)?.disabledAt !== null;
  };

  it('keeps one administrator, when two shut each other out at the same moment', async () => {
    const second = await join('Second administrator', 'admin');
    const other = (await open('/admin', { person: second })).page;
    const [theirs, ours] = [await edit('Second administrator'), await edit('Administrator', other)];
    const disable = (panel: Locator) => panel.getByRole('button', { name: 'Disable', exact: true }).click();
    await atOnce(
      () => disable(theirs),
      () => disable(ours),
    );
    await ours.getByRole('alert').getByText(LAST).waitFor();
    await rowOf('Second administrator').getByText('disabled', { exact: true }).waitFor();
    await disable(ours);
    await saysSignedOut(other);

    const again = await edit('Second administrator');
    await again.getByRole('button', { name: 'Enable', exact: true }).click();
    await rowOf('Second administrator').getByText('active', { exact: true }).waitFor();
  }, 90_000);

  it('keeps one administrator, when two take each other the role at the same moment', async () => {
    const third = await join('Third administrator', 'admin');
    const other = (await open('/admin', { person: third })).page;
    await edit('Second administrator').then((panel) =>
      panel.getByRole('button', { name: 'Disable', exact: true }).click(),
    );
    await rowOf('Second administrator').getByText('disabled', { exact: true }).waitFor();
    const [theirs, ours] = [await edit('Third administrator'), await edit('Administrator', other)];
    const demote = async (panel: Locator) => {
      await panel.getByLabel('Role', { exact: true }).selectOption('staff');
      await panel.getByRole('button', { name: 'Save the role' }).click();
    };
    await atOnce(
      () => demote(theirs),
      () => demote(ours),
    );
    await ours.getByText(LAST).waitFor();
    await soon(async () =>
      expect(await ours.getByLabel('Role', { exact: true }).getAttribute('aria-invalid')).toBe('true'),
    );
    await admin.getByText('Third administrator: the role is changed.').waitFor();
    // Nor is it offered: the last one is oneself.
    const own = await edit('Administrator');
    await own.getByText('This is you: your role, limits and standing').waitFor();
    expect(await own.getByRole('button').count()).toBe(1);
  }, 90_000);

  it('makes a link that sets a password once, ends the sessions of before, and says that it was used', async () => {
    const reader = await join('Reader', 'auditor');
    const { page } = await open('/assurance', { person: reader });
    const panel = await edit('Reader');
    await panel.getByRole('button', { name: 'Make a password link' }).click();
    await admin.getByText('Password link for Reader').waitFor();
    const link = await admin.locator('.once').innerText();

    const used = await choosePassword(link, 'plums ripen in August');
    await used.page.getByText('The password is saved', { exact: true }).waitFor();
    await saysSignedOut(page);
    await signInAgain(page, reader);
    await page.getByText('E-mail address or password do not match. Check both.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill('plums ripen in August');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/assurance$/);

    const late = await choosePassword(link, 'pears ripen in September');
    await late.page.getByRole('alert').getByText('This link was used already or has run out').waitFor();
    await Promise.all([used.close(), late.close()]);
  }, 90_000);

  it('takes an authenticator away that was lost, after its owner had to give its digits', async () => {
    const { page } = await open('/account', { as: 'approver' });
    const begun = page.waitForResponse((response) => response.url().endsWith('/api/me/second-factor'));
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    const { secret } = (await (await begun).json()) as { secret: string };
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.locator('input[name="code"]').fill(totp.generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await ageProof('approver');
    await page.getByRole('button', { name: 'Remove the authenticator' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill(credentials().approver.password);
    // Digits of an hour ago.
    await dialog.locator('input[name="code"]').fill(totp.generate({ timestamp: Date.now() - 3_600_000 }));
    await page.keyboard.press('Enter');
    await expectText(dialog.getByRole('alert'), 'The password or the code is not right.');

    const panel = await edit('Approver');
    await panel.getByRole('button', { name: 'Reset the second proof' }).click();
    await admin.getByText('Approver: the second proof is reset.').waitFor();
    await rowOf('Approver').getByText('off', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await saysSignedOut(page);
    await soon(async () => expect(await dialog.count()).toBe(0));
    await signInAgain(page, credentials().approver);
    await page.waitForURL(/\/account$/);
    await page.getByRole('button', { name: 'Set up an authenticator' }).waitFor();
  }, 90_000);

  it('tells somebody who was disabled as soon as they go on, and keeps the form that they filled in', async () => {
    const clerk = await join('Clerk', 'staff');
    const plant = await project('Glass works, Kyzylorda');
    const { page } = await open(`/log?record=project/${plant.publicId}&step=begin-preparation`, {
      person: clerk,
    });
    // Without a live connection, only the answers of the API can tell.
    await page.route('**/api/stream*', (route) => route.abort());
    await page.reload();
    await page.getByLabel('Month', { exact: true }).fill('2026-02');
    const panel = await edit('Clerk');
    await panel.getByRole('button', { name: 'Disable', exact: true }).click();
    await rowOf('Clerk').getByText('disabled', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await saysSignedOut(page);
    await expectText(page.getByRole('main'), 'Log', 'Sign in again to see this page.');
    await signInAgain(page, clerk);
    await page.getByText('E-mail address or password do not match. Check both.').waitFor();

    const off = await edit('Clerk');
    await off.getByRole('button', { name: 'Enable', exact: true }).click();
    await rowOf('Clerk').getByText('active', { exact: true }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/log\?.*begin-preparation/);
    await soon(async () =>
      expect(await page.getByLabel('Month', { exact: true }).inputValue()).toBe('2026-02'),
    );
  }, 90_000);

  it('takes from the page what only staff may see, once the session has ended, and says so until it is closed', async () => {
    const works = await project('Hidden works, Zhezkazgan', { visibility: 'internal' });
    const { page } = await open(`/projects/${works.publicId}`);
    const title = page.getByRole('heading', { level: 1, name: 'Hidden works, Zhezkazgan' });
    await title.waitFor();
    const panel = await edit('Ministry desk');
    await panel.getByRole('button', { name: 'Disable', exact: true }).click();
    await saysSignedOut(page);
    await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor();
    await soon(async () => expect(await title.count()).toBe(0));
    await page.getByRole('button', { name: 'Close' }).click();
    await soon(async () => expect(await page.getByText(SIGNED_OUT).count()).toBe(0));
  }, 90_000);

  it('asks who it is before a sensitive act of an older session: a wrong password is told, turning back does nothing', async () => {
    const guest = await join('Guest', 'stakeholder');
    const panel = await edit('Guest');
    await ageProof('admin');
    const disable = panel.getByRole('button', { name: 'Disable', exact: true });
    await disable.click();
    const dialog = admin.getByRole('dialog', { name: 'Is it still you?' });
    await dialog.getByLabel('Password', { exact: true }).fill('not the password');
    await admin.keyboard.press('Enter');
    await expectText(dialog.getByRole('alert'), 'The password is not right.');
    await dialog.getByRole('button', { name: 'Cancel' }).last().click();
    await soon(async () => expect(await dialog.count()).toBe(0));
    expect(await panel.getByRole('alert').count()).toBe(0);
    expect(await isDisabled(guest)).toBe(false);

    await disable.click();
    await dialog.getByLabel('Password', { exact: true }).fill(credentials().admin.password);
    await admin.keyboard.press('Enter');
    await rowOf('Guest').getByText('disabled', { exact: true }).waitFor();
    expect(await isDisabled(guest)).toBe(true);
  }, 60_000);
});
