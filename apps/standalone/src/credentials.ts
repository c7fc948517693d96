import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInitialSignIns, type Credentials, type KnownCredentials, type Role } from '#identity';
import type pg from 'pg';

export interface SignIns {
  readonly path: string;
  readonly credentials: Credentials;
  /** Roles whose secrets were made by this start: they are printed once. */
  readonly issued: readonly Role[];
}

/** One sign-in a role, made at the first start and kept in a file that its owner alone can read. */
export async function prepareSignIns(pool: pg.Pool, dataDir: string): Promise<SignIns> {
  const path = join(dataDir, 'credentials.json');
  const { credentials, issued } = await createInitialSignIns(pool, await readStored(path));
  if (issued.length > 0) {
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
    await chmod(unfinished, 0o600);
    await rename(unfinished, path);
  }
  return { path, credentials, issued };
}

async function readStored(path: string): Promise<KnownCredentials> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as KnownCredentials;
  } catch {
    return {};
  }
}
