import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startAttacked, type Attacked } from '../support/attacked.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const MORE_THAN_ARE_KEPT = 3_000;

let db: TestDatabase;
let api: Attacked;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startAttacked(db, {
    limits: { perAddress: 5, perActor: 1e9, global: 1e9, wrongKeys: 1e9, open: 1e9 },
  });
});
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await api.expectUnharmed();
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

/** A connection from `localAddress` that sends `bytes` and goes on to say nothing. */
async function hold(localAddress: string, bytes = ''): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: api.port, localAddress });
  socket.on('error', () => undefined);
  sockets.add(socket);
  await once(socket, 'connect');
  if (bytes !== '') socket.write(bytes);
  return socket;
}

/** Status of a request from an address of its own, with headers of its own. */
const statusFor = (localAddress: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: api.port, localAddress, path: '/api/projects', headers };
    get({ ...options, agent: false }, (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });

describe('connections that only take up room', () => {
  it('are cut in favour of those who ask: thousands that say nothing', async () => {
    for (let opened = 0; opened < MORE_THAN_ARE_KEPT; opened += 500) {
      await Promise.all(Array.from({ length: 500 }, () => hold('127.0.0.2')));
    }
    expect(await statusFor('127.0.0.3')).toBe(200);
    await eventually(
      'the oldest were cut',
      () => [...sockets].filter(({ destroyed }) => destroyed).length > 900,
    );
    expect(await statusFor('127.0.0.3')).toBe(200);
  });

  it('keep nobody waiting: headers and bodies that come byte by byte', async () => {
    const head = 'POST /api/projects HTTP/1.1\r\nHost: x\r\n';
    const body = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    const slow = await Promise.all(
      Array.from({ length: 200 }, (_, n) => hold(`127.0.1.${n + 1}`, n % 2 === 0 ? head : head + body)),
    );
    const dripping = setInterval(() => slow.forEach((socket) => socket.write('X')), 50);
    try {
      expect(await statusFor('127.0.0.4')).toBe(200);
      const [cut] = slow;
      const answer: Buffer[] = [];
      cut?.on('data', (chunk: Buffer) => answer.push(chunk));
      await eventually('slow headers were answered and cut', () => cut?.destroyed, 30_000);
      expect(Buffer.concat(answer).toString()).toContain('"code":"REQUEST_TIMEOUT"');
      expect(api.refusedLines().at(-1)).toMatchObject({ code: 'REQUEST_TIMEOUT', status: 408 });
    } finally {
      clearInterval(dripping);
    }
  });
});

describe('headers that claim another address', () => {
  it('do not give an address more than its share', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const claimed = `203.0.113.${n}`;
      const headers = { 'x-forwarded-for': claimed, forwarded: `for=${claimed}`, 'x-real-ip': claimed };
      statuses.push(await statusFor('127.0.0.5', headers));
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
