import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

const PROGRAM = resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function cli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, out, error })));
}

describe('the command line', () => {
  let db: TestDatabase;
  let run: (...args: string[]) => Promise<Run>;
  beforeAll(async () => {
    db = await emptyDatabase();
    run = (...args) =>
      cli(args, {
        DATABASE_URL: db.url,
        DATABASE_OWNER_URL: db.ownerUrl,
        SECRET_KEY: 'of this spec alone, 32 characters',
      });
  });
  afterAll(async () => {
    await db.drop();
  });

  it('explains itself and each command', async () => {
    const help = await run('--help');
    expect(help).toMatchObject({ code: 0 });
    for (const name of ['migrate', 'rebuild', 'set-up', 'import-portfolio', 'status', 'retry', 'skip']) {
      expect(help.out).toContain(name);
      expect((await run(name, '--help')).out).toContain('Usage:');
    }
  });

  it('answers wrong words and missing settings with exit code 2', async () => {
    expect((await run('migrat')).error).toContain("unknown command 'migrat'");
    expect((await run('migrat')).code).toBe(2);
    const missing = await cli(['status'], {});
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.error).toContain('DATABASE_URL');
  });

  it('migrates once, also when two run at the same time', async () => {
    const runs = await Promise.all([run('migrate'), run('migrate')]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(runs.filter(({ out }) => out.includes('applied ')).length).toBe(1);
    expect((await run('migrate')).out).toContain('Nothing to apply');
  });

  it('makes the first administrator once, with an address where they set a password', async () => {
    const refused = await run('set-up', 'admin', 'Administrator');
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.error).toContain('email is not an e-mail address');
    const made = await run('set-up', 'admin@example.org', 'Administrator');
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/\/password\?token=[\w-]{43}\n$/)]);
    const again = await run('set-up', 'other@example.org', 'Other');
    expect([again.code, again.error]).toEqual([3, expect.stringContaining('administrator already')]);
  });

  it('imports the portfolio, and again only what is missing', async () => {
    const first = await run('import-portfolio');
    expect(first).toMatchObject({ code: 0, out: '19 records are there; 21 commands were new.\n' });
    expect(first.error).toContain('21 of 21');
    expect((await run('import-portfolio')).out).toContain('; 0 commands were new.');
  });

  it('rebuilds a projection and refuses one that is not there', async () => {
    expect(await run('rebuild', 'nothing')).toMatchObject({ code: 3 });
    // No worker has run: the first build is a rebuild from nothing.
    const rebuilt = await run('rebuild', 'register');
    expect(rebuilt).toMatchObject({ code: 0 });
    expect(rebuilt.out).toMatch(/^Rebuilt register in \d+\.\d s\.$/m);
  });

  it('tells where everything stands, for people and for programs', async () => {
    const status = await run('status');
    expect(status).toMatchObject({ code: 0 });
    expect(status.out).toMatch(/^log +position \d+$/m);
    expect(status.out).toMatch(/^register +position \d+, 0 behind/m);
    const json = JSON.parse((await run('status', '--json')).out) as { head: string; projections: unknown[] };
    expect(BigInt(json.head)).toBeGreaterThan(100n);
    expect(json.projections).toHaveLength(1);
  });

  it('has nothing to retry or skip while all of it moves', async () => {
    expect(await run('retry', 'register')).toMatchObject({ code: 3, error: '"register" is not parked.\n' });
    expect(await run('skip', 'register', '--reason', 'test')).toMatchObject({ code: 3 });
    expect(await run('skip', 'register')).toMatchObject({ code: 2 });
  });
});
