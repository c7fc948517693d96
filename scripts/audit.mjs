// Asks the registry whether something is known against the packages of a release. Exit code 1: there is.
import { spawnSync } from 'node:child_process';

const { stdout, stderr, status } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: new URL('..', import.meta.url),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});

const report = parsed(stdout);
const found = report?.metadata?.vulnerabilities?.total;
if (found !== undefined) {
  const names = Object.entries(report.vulnerabilities ?? {}).map(
    ([name, { severity }]) => `${name} (${severity})`,
  );
  process.stdout.write(found === 0 ? 'Nothing is known against any package.\n' : `${names.join('\n')}\n`);
  process.exitCode = found === 0 ? 0 : 1;
} else if (/\b(404|405|501)\b|ENOAUDIT|not implemented/i.test(`${stdout}${stderr}`)) {
  process.stdout.write('This registry has no advisories to ask for: nothing was checked.\n');
} else {
  process.stderr.write(`The registry could not be asked (npm ended with ${status}):\n${stderr}${stdout}`);
  process.exitCode = 1;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
