import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './error.js';

/** The user that Postgres runs as when this process is root: Postgres refuses to run as root. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const USER = 'postgres';

/** `undefined` unless this process is root; then the user `postgres`, made if the system has none. */
export function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findUser() ?? createUser();
}

function findUser(): SystemUser | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, USER], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createUser(): SystemUser {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER],
      {
        stdio: 'ignore',
      },
    );
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `Postgres does not run as root, and the system user "${USER}" could not be made for it`,
      'run as another user, or make that system user, or set DATABASE_URL to a server of your own',
      { cause },
    );
  }
  const user = findUser();
  if (user === undefined)
    throw new EmbeddedPostgresError(`the system user "${USER}" was made but cannot be found`, '');
  return user;
}

/** Whether `user` may enter `path` and every folder above it; a part that does not exist yet counts as enterable. */
export async function canEnter(user: SystemUser, path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined) {
    const execute = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & execute) === 0) return false;
  }
  const parent = dirname(path);
  return parent === path ? true : canEnter(user, parent);
}
