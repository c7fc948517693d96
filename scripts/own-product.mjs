// A product with data of its own, for pictures and measurements. Needs `npm run build`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './install.mjs';

/** Starts it on a port of the loopback; resolves when it is up. `stop` ends it as Ctrl-C would and removes its data. */
export async function startOwn(port) {
  const dataDir = mkdtempSync(join(tmpdir(), 'agreement-tracker-own-'));
  const child = await start(dataDir, port);
  const kept = (file) => readFileSync(join(dataDir, file), 'utf8');
  const databaseHome = () => {
    try {
      return kept('postgres-location').trim();
    } catch {
      return join(dataDir, 'postgres');
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    signIns: () => JSON.parse(kept('credentials.json')),
    /** Address of its database for the superuser. */
    databaseUrl: () => {
      const password = readFileSync(join(databaseHome(), 'postgres-password'), 'utf8').trim();
      const at = readFileSync(join(databaseHome(), 'cluster/postmaster.pid'), 'utf8').split('\n')[3];
      return `postgres://postgres:${password}@127.0.0.1:${at}/tracker`;
    },
    stop: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGINT');
      await closed;
      rmSync(databaseHome(), { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function start(dataDir, port) {
  const program = join(root, 'dist/apps/standalone/src/main.js');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    child.once('close', () => reject(new Error(`the product did not start:\n${printed}`)));
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ctrl-C')) resolve(child);
    });
  });
}
