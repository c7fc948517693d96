// Runs on the system's own Node (20 or newer) before anything is installed: only what Node ships may be imported.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
/** Node 24 from the lockfile, whatever Node the system has. */
export const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const marker = join(root, 'node_modules', '.installed');

/** Runs a program to its end; its output is this process's own. Resolves to the exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

/** Runs npm itself, also where only `npm start` put it on the way. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  return cli === undefined ? run('npm', args, options) : run(process.execPath, [cli, ...args], options);
}

/** Installs the locked packages unless node_modules already holds exactly them. */
export async function installIfNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(root, 'package.json')))
    .digest('hex');
  const has = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (has === wanted && existsSync(node)) return;
  console.log('Installing packages (about a minute the first time) ...');
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    console.error(`npm ci failed with exit code ${code}: see its message above; nothing was started.`);
    process.exit(code);
  }
  writeFileSync(marker, wanted);
}
