import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { long, rounds } from '../../support/length.js';
import { newStream } from '../../support/log.js';
import { fillLog } from './filled-log.js';

const EVENTS = rounds(100_000, 1_000_000);
/** Heap in MB: a third of what the short form's events take when they are kept. */
const HEAP = 64;
/** What reading may add to the process's memory at its highest, in MB; a program before it reads has some 140. */
const MOST = 200;

const stream = newStream();
let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
  await fillLog(db, stream, EVENTS);
}, 300_000);
afterAll(async () => {
  await db.drop();
});

const child = fileURLToPath(new URL('reading-child.mjs', import.meta.url));

interface Reading {
  readonly read: number;
  readonly ordered: boolean;
  readonly before: number;
  readonly peak: number;
}

async function readBy(way: string): Promise<Reading> {
  const task = JSON.stringify({ url: db.url, way, stream, count: EVENTS });
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP}`,
    child,
    task,
  ]);
  return JSON.parse(stdout) as Reading;
}

describe('reading a whole log in order holds less than 200 MB', () => {
  it.each(['subscribe', 'readAfter', 'readStream'])(
    'by %s',
    async (way) => {
      const { read, ordered, before, peak } = await readBy(way);
      expect({ read, ordered }).toEqual({ read: EVENTS, ordered: true });
      if (long) process.stdout.write(`${way}: ${read} events, ${before} MB before, ${peak} MB at most\n`);
      expect(peak - before).toBeLessThan(MOST);
    },
    300_000,
  );

  it('and a reader that keeps what it reads does not get through on the same heap', async () => {
    await expect(readBy('hoard')).rejects.toThrow('heap out of memory');
  }, 300_000);
});
