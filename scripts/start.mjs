import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installIfNeeded, node, root, run } from './install.mjs';

const sources = [
  'apps',
  'libs',
  'migrations',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const marker = join(root, 'dist', '.built');

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

async function buildIfNeeded() {
  const wanted = fingerprint();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('Building ...');
  const steps = [
    ['server', [join(root, 'node_modules/typescript7/bin/tsc'), '-p', 'tsconfig.build.json']],
    ['page', [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn']],
  ];
  const codes = await Promise.all(steps.map(([, args]) => run(node, args)));
  const failed = steps.filter((_, index) => codes[index] !== 0).map(([name]) => name);
  if (failed.length > 0) {
    console.error(
      `The build of the ${failed.join(' and the ')} failed: see its message above; nothing was started.`,
    );
    process.exit(1);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(marker, wanted);
}

await installIfNeeded();
await buildIfNeeded();
if (process.argv.includes('--build-only')) process.exit(0);
const child = spawn(node, ['--enable-source-maps', join(root, 'dist/apps/standalone/src/main.js')], {
  cwd: root,
  stdio: 'inherit',
});
// The product stops in order on its own; this process only passes the signal on and waits for the end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(signal === null ? code : 1));
