import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const PEERS = ['emmett', 'message-db', 'castore'];
const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** Whether they are installed: `npm ci --ignore-scripts` in bench/peers. */
export const peersInstalled = () => existsSync(`${folder}node_modules`);

/** Databases of the peers' own on the server: name to address. */
export async function peerDatabases(server) {
  const databases = {};
  for (const name of PEERS) {
    const database = `peer_${name.replace('-', '_')}`;
    await server.query(`CREATE DATABASE ${database}`);
    const url = new URL(server.url);
    url.pathname = database;
    databases[name] = url.href;
  }
  return databases;
}

/** Events or appends a second of one kind of work, in a process of the peer's own; starting it does not count. */
export async function peerRate(name, job) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`${folder}run.mjs`, name, JSON.stringify(job)],
    {
      cwd: folder,
      maxBuffer: 2 ** 24,
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)).perSecond;
}
