// What `npm test` runs: every check, the build, every suite. The last line counts all of it. `--long` gives the random
// tests their full length; all else goes to jest.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIfNeeded, node, npm, root, run } from './install.mjs';

const started = Date.now();
await installIfNeeded();

const given = process.argv.slice(2).filter((argument) => argument !== '--long');
const long = given.length < process.argv.length - 2;
const tally = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(tmpdir(), 'agreement-tracker-test-'));

/** Runs one of package.json's scripts; what it prints is kept together. */
async function check(name) {
  const printed = join(folder, name.replace(':', '-'));
  const file = openSync(printed, 'w');
  const code = await npm(['run', '--silent', name], { stdio: ['ignore', file, file] });
  closeSync(file);
  return { name, passed: code === 0, printed: readFileSync(printed, 'utf8') };
}

function tell({ name, passed, printed }) {
  if (!passed) process.stdout.write(printed);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`);
  tally[passed ? 'passed' : 'failed'] += 1;
}

// It takes as long as the others together.
const lint = check('lint');
for (const name of ['format:check', 'types', 'boundaries', 'deadcode', 'build']) tell(await check(name));
tell(await lint);

/** Runs suites by jest's own arguments, and counts them. Whether jest itself was content. */
async function runSuites(name, args) {
  const report = join(folder, `${name}.json`);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const code = await run(
    node,
    [
      ...['--experimental-vm-modules', '--no-warnings', jest],
      ...['--json', `--outputFile=${report}`, '--silent=false', ...args],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(long ? { TEST_LENGTH: 'long' } : {}) },
    },
  );
  try {
    count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    console.log(`The suites (${name}) ended without a report.`);
    tally.failed += 1;
  }
  return code === 0;
}

function count({ testResults, ...result }) {
  tally.passed += result.numPassedTests;
  tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  tally.skipped += result.numPendingTests + result.numTodoTests;
  for (const { name, assertionResults } of testResults) {
    const skipped = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo');
    for (const { fullName } of skipped) console.log(`SKIPPED ${fullName} (${name.slice(root.length)})`);
  }
}

// What axe finds is added line by line.
rmSync(join(root, 'screenshots/axe.tsv'), { force: true });

// Those that mostly wait run beside the others, each run on a cluster of its own; one that is given is shared.
const runs =
  given.length > 0 || process.env.TEST_POSTGRES_URL !== undefined
    ? [runSuites('suites', given)]
    : [
        runSuites('suites', ['--selectProjects', 'unit', 'integration', 'e2e']),
        runSuites('faults', ['--selectProjects', 'faults', '--maxWorkers', '1']),
      ];
const areContent = (await Promise.all(runs)).every((isContent) => isContent);
rmSync(folder, { recursive: true, force: true });

// A skip means that a server was missing; where everything is installed on purpose that is a failure.
const skippedInCi = process.env.CI !== undefined && process.env.CI !== 'false' && tally.skipped > 0;
if (skippedInCi) console.log('Nothing may be skipped in CI.');
console.log(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exit(tally.failed > 0 || !areContent || skippedInCi ? 1 : 0);
