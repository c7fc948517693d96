import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInitialKeys, ROLES, type Credentials, type Role } from '#commands';
import type pg from 'pg';

export interface SignIns {
  readonly path: string;
  readonly credentials: Credentials;
  /** Roles whose key was made by this start: they are printed once. */
  readonly issued: readonly Role[];
}

type Stored = Partial<Record<Role, { readonly apiKey?: string }>>;

/** One sign-in a role, made at the first start and kept in a file that its owner alone can read. */
export async function prepareSignIns(pool: pg.Pool, dataDir: string): Promise<SignIns> {
  const path = join(dataDir, 'credentials.json');
  const stored = await readStored(path);
  const known = Object.fromEntries(
    ROLES.flatMap((role) => (stored[role]?.apiKey === undefined ? [] : [[role, stored[role].apiKey]])),
  ) as Partial<Record<Role, string>>;
  const { credentials, issued } = await createInitialKeys(pool, known);
  if (issued.length > 0) {
    const content = Object.fromEntries(
      ROLES.map((role) => [role, { email: `${role}@localhost`, ...credentials[role] }]),
    );
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await chmod(unfinished, 0o600);
    await rename(unfinished, path);
  }
  return { path, credentials, issued };
}

async function readStored(path: string): Promise<Stored> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as Stored;
  } catch {
    return {};
  }
}
