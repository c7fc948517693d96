import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Role } from '#identity';
import { freePort } from '#platform';

const ROOT = resolve(import.meta.dirname, '../..');

/** What the product keeps for the person who started it, a role. */
export interface SignIn {
  readonly actorId: string;
  readonly apiKey: string;
  readonly email: string;
  readonly password: string;
}

export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly credentials: Readonly<Record<Role, SignIn>>;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Ends it as Ctrl-C would and removes its data. Resolves to the exit code. */
  stop(options?: { readonly signal?: NodeJS.Signals; readonly keepData?: boolean }): Promise<number | null>;
}

export interface ProductOptions {
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built product as `npm start` does, with data of its own on a free port. Needs `npm run build`. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const port = options.port ?? (await freePort());
  const run = runProduct({ ...options, dataDir, port });
  const url = `http://127.0.0.1:${port}`;
  const ready = await run.until((output) => output.includes('Ctrl-C stops'));
  if (!ready) throw new Error(`the product did not start:\n${run.output()}`);
  // On a database of one's own there are no sign-ins until somebody is set up.
  const kept = await readFile(join(dataDir, 'credentials.json'), 'utf8').catch(() => '{}');
  const credentials = JSON.parse(kept) as Product['credentials'];
  return {
    ...{ url, dataDir, credentials, child: run.child, output: run.output },
    stop: async ({ signal = 'SIGINT', keepData = false } = {}) => {
      run.child.kill(signal);
      const code = await run.ended;
      if (!keepData) await removeData(dataDir);
      return code;
    },
  };
}

/** Folder of the database: within the data folder, or where its user can go when that folder is closed to it. */
export const databaseHome = async (dataDir: string): Promise<string> =>
  (await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => join(dataDir, 'postgres'))).trim();

/** Address of the database of a running product for its superuser: to make happen what the product never does itself. */
export async function superuserUrl(dataDir: string): Promise<string> {
  const home = await databaseHome(dataDir);
  const password = (await readFile(join(home, 'postgres-password'), 'utf8')).trim();
  const port = (await readFile(join(home, 'cluster/postmaster.pid'), 'utf8')).split('\n')[3] ?? '';
  return `postgres://postgres:${password}@127.0.0.1:${port}/tracker`;
}

/** Removes all data of a product that has stopped. */
export async function removeData(dataDir: string): Promise<void> {
  await rm(await databaseHome(dataDir), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

export const newDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'agreement-tracker-product-'));

/** The program itself, for tests of starts that fail. */
export function runProduct({ dataDir, port = 0, env = {} }: ProductOptions) {
  const program = join(ROOT, 'dist/apps/standalone/src/main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir ?? '', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const listeners = new Set<() => void>();
  const note = (chunk: Buffer) => {
    printed += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      done(code);
      for (const listener of listeners) listener();
    });
  });
  return {
    child,
    ended,
    output: () => printed,
    /** Whether the output came to satisfy `condition` before the program ended or a minute went by. */
    until: (condition: (output: string) => boolean) =>
      new Promise<boolean>((done) => {
        const finish = (met: boolean) => {
          clearTimeout(timer);
          listeners.delete(check);
          done(met);
        };
        const check = () => {
          if (condition(printed)) finish(true);
          else if (child.exitCode !== null || child.signalCode !== null) finish(false);
        };
        const timer = setTimeout(() => finish(false), 60_000);
        listeners.add(check);
        check();
      }),
  };
}

export type Json = Readonly<Record<string, unknown>>;

export interface How {
  readonly as?: Role;
  readonly method?: 'PUT' | 'DELETE';
}

/**
 * Asks the API as a program does, with the key of `as` (staff), below `/api`: no body, a GET; a body, a POST unless
 * `method` says otherwise.
 */
export async function askProduct<Answer = Json>(
  { url, credentials }: Pick<Product, 'url' | 'credentials'>,
  path: string,
  body?: unknown,
  { as = 'staff', method }: How = {},
): Promise<{ readonly status: number; readonly json: Answer }> {
  const response = await fetch(`${url}/api${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${credentials[as].apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Answer };
}
