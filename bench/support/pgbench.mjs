import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Path of `pgbench` or `psql`, or undefined; the binaries that npm installs have none. */
export function findTool(name) {
  const versions = () => readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
  const candidates = [name];
  try {
    candidates.push(...versions().map((version) => `/usr/lib/postgresql/${version}/bin/${name}`));
  } catch {
    // No Postgres of the system's own.
  }
  return candidates.find((path) => {
    try {
      execFileSync(path, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** The plain way: a table with the log's keys, and one INSERT of `events` rows a transaction. */
export async function preparePlainTable({ query }) {
  await query(`CREATE TABLE plain_events (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version integer NOT NULL,
    type text NOT NULL, data jsonb NOT NULL, metadata jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (stream, version))`);
}

/** Transactions per second of pgbench over the plain table. */
export async function pgbenchRate(path, url, { inFlight, seconds, events }) {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-tracker-pgbench-'));
  const script = join(folder, 'insert.sql');
  writeFileSync(script, insertScript(events));
  try {
    const clients = ['-c', String(inFlight), '-j', String(Math.min(2, inFlight)), '-T', String(seconds)];
    const { stdout } = await promisify(execFile)(path, [
      '-n',
      '-M',
      'prepared',
      ...clients,
      '-f',
      script,
      url,
    ]);
    const rate = /tps = ([\d.]+) \(without/.exec(stdout)?.[1];
    if (rate === undefined) throw new Error(`pgbench said: ${stdout}`);
    return Number(rate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function insertScript(events) {
  const data = `'{"phaseId":"whole","note":"${'x'.repeat(320)}","occurredOn":"2026-03"}'`;
  const metadata = `'{"actor":"a5b7f3f0-51c4-4fd1-9ad8-ff2c9e8f5c11","correlation":"${'y'.repeat(90)}","role":"staff"}'`;
  const row = `(s.id, V, 'ConstructionStarted', ${data}::jsonb, ${metadata}::jsonb)`;
  const rows = Array.from({ length: events }, (_, n) => row.replace('V', String(n + 1)));
  const values = rows.map((one) => `SELECT ${one.slice(1, -1)} FROM s`).join(' UNION ALL ');
  return `WITH s AS MATERIALIZED (SELECT 'agreement-' || uuidv7() AS id)
    INSERT INTO plain_events (stream, version, type, data, metadata) ${values};\n`.replaceAll('\n', ' ');
}
