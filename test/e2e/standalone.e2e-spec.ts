import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { readScrape } from '../support/scrape.js';
import {
  databaseHome,
  newDataDir,
  removeData,
  runProduct,
  startProduct,
  type Product,
} from '../support/product.js';

interface List {
  total: number;
  items: { id: string; publicId: string; titles: { en: string } }[];
}
const list = async (product: Product, query = ''): Promise<List> => {
  const kinds = ['agreements', 'projects', 'collections'];
  const pages = await Promise.all(
    kinds.map(async (kind) => (await fetch(`${product.url}/api/${kind}${query}`)).json() as Promise<List>),
  );
  return {
    total: pages.reduce((sum, page) => sum + page.total, 0),
    items: pages.flatMap((page) => page.items),
  };
};
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const serverPid = async (dataDir: string): Promise<number> => {
  const pidFile = join(await databaseHome(dataDir), 'cluster/postmaster.pid');
  return Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
};

describe('the product on a bare machine', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(async () => {
    await product.stop();
  });

  it('comes up with the 19 entries of the first portfolio', async () => {
    expect((await list(product)).total).toBe(19);
  });

  it('serves the page under its policy', async () => {
    const page = await fetch(`${product.url}/`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(await page.text()).toContain('<div id="root">');
  });

  it('keeps one sign-in a role for its owner alone and prints each once', async () => {
    const path = join(product.dataDir, 'credentials.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(Object.keys(product.credentials).sort()).toEqual([
      ...['admin', 'approver', 'auditor', 'operator', 'staff', 'stakeholder'],
    ]);
    expect(product.output()).toContain(product.credentials.staff.password);
    expect(product.output()).not.toContain(product.credentials.staff.apiKey);
  });

  it('shows the figures of all its parts in one place', async () => {
    const figures = readScrape(await (await fetch(`${product.url}/metrics`)).text());
    const events = figures.value('log_position');
    expect(figures.value('append_batch_events_sum')).toBe(events);
    expect(figures.value('projection_batch_events_sum', { projection: 'register' })).toBe(events);
    expect(figures.value('projection_lag_events', { projection: 'register' })).toBe(0);
    expect(figures.value('http_requests_open')).toBe(1);
  });

  it('told nobody of what it loaded', async () => {
    const inbox = await fetch(`${product.url}/api/deliveries`, {
      headers: { authorization: `Bearer ${product.credentials.operator.apiKey}` },
    });
    expect(await inbox.json()).toMatchObject({ items: [] });
  });

  it('refuses a second start on the same data', async () => {
    const second = runProduct({ dataDir: product.dataDir });
    expect(await second.ended).toBe(5);
    expect(second.output()).toContain('another Agreement Tracker');
  });
});

describe('stopping and starting again', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s leaves nothing behind, and the next start loads nothing twice',
    async (signal) => {
      const first = await startProduct();
      const pid = await serverPid(first.dataDir);
      const before = await list(first);
      expect(await first.stop({ signal, keepData: true })).toBe(0);
      // Nothing of what was cut off: connections end before the database does.
      expect(first.output()).not.toContain('"level":"');
      expect(isAlive(pid)).toBe(false);
      expect(await readdir(first.dataDir)).not.toContain('lock');
      const second = await startProduct({ dataDir: first.dataDir });
      expect((await list(second)).items.map(({ id }) => id).sort()).toEqual(
        before.items.map(({ id }) => id).sort(),
      );
      expect(second.output()).not.toContain(second.credentials.staff.password);
      expect(await second.stop()).toBe(0);
    },
  );

  it('takes over after kill -9: the database that was left running is ended and its data is whole', async () => {
    const killed = await startProduct();
    const left = await serverPid(killed.dataDir);
    expect(await killed.stop({ signal: 'SIGKILL', keepData: true })).toBeNull();
    const next = await startProduct({ dataDir: killed.dataDir });
    expect(isAlive(left)).toBe(false);
    expect((await list(next)).total).toBe(19);
    await next.stop();
  });
});

describe('a start that cannot be', () => {
  const ended = async (options: Parameters<typeof runProduct>[0]) => {
    const run = runProduct({ dataDir: await newDataDir(), ...options });
    const code = await run.ended;
    return { code, lines: run.output().trim().split('\n') };
  };

  it('names a port in use and says what to do', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port));
    });
    const { code, lines } = await ended({ port });
    holder.close();
    expect(code).toBe(3);
    expect(lines.join('\n')).toContain(`Port ${port} on 127.0.0.1 is in use`);
  });

  it('names every setting that is wrong', async () => {
    const { code, lines } = await ended({ env: { DATABASE_URL: 'mysql://x', REDIS_URL: 'here' } });
    expect(code).toBe(2);
    expect(lines.join('\n')).toMatch(/DATABASE_URL:.*\n.*REDIS_URL:/);
  });

  it('says that a database cannot be reached', async () => {
    const { code, lines } = await ended({ env: { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/db' } });
    expect(code).toBe(4);
    expect(lines.join('\n')).toContain('cannot be reached');
  });

  it('says that a data folder is not a cluster', async () => {
    const dataDir = await newDataDir();
    await chmod(dataDir, 0o755);
    await mkdir(join(dataDir, 'postgres/cluster'), { recursive: true });
    await writeFile(join(dataDir, 'postgres/cluster/notes.txt'), 'mine');
    const { code, lines } = await ended({ dataDir });
    expect(code).toBe(5);
    expect(lines.join('\n')).toContain('is not a Postgres cluster');
    await removeData(dataDir);
  });
});

describe('on servers of one’s own', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(async () => {
    await db.drop();
  });

  const start = (host?: string) => ({
    env: {
      ...{ DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl },
      ...(host === undefined ? {} : { HOST: host }),
    },
  });

  it('uses the database of DATABASE_URL and starts none', async () => {
    const product = await startProduct(start());
    expect((await list(product)).total).toBe(19);
    expect(await readdir(product.dataDir)).not.toContain('postgres');
    expect(await product.stop()).toBe(0);
  });

  it('has no account, keeps others out, and lets whoever reads the terminal make the first administrator once', async () => {
    const exposed = runProduct({ dataDir: await newDataDir(), ...start('0.0.0.0') });
    expect(await exposed.ended).toBe(2);
    expect(exposed.output()).toContain('there is no administrator yet');

    const product = await startProduct(start());
    const path = join(product.dataDir, 'setup-address');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const address = new URL((await readFile(path, 'utf8')).trim());
    expect(product.output()).toContain(address.href);
    expect(product.credentials).toEqual({});
    const setUp = () =>
      fetch(`${product.url}/api/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ token: address.searchParams.get('token'), name: 'Administrator' },
          ...{ email: 'admin@example.org', password: 'a long enough secret' },
        }),
      });
    const [first, second] = [await setUp(), await setUp()];
    expect([first.status, second.status]).toEqual([200, 410]);
    expect(await first.json()).toMatchObject({ user: { role: 'admin' }, secondFactor: 'required' });
    await product.stop();

    const later = await startProduct(start());
    expect(later.output()).not.toContain('setup?token');
    await later.stop();
  });
});
