import { mkdir, open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, type Config } from './config.js';
import { newSecret } from './ids.js';

const FILE = 'secret.key';
const OTHERS = 0o077;

/**
 * The key that seals what the database must not tell: SECRET_KEY, else a file of the data folder, made at the first start for
 * its owner alone.
 * @throws ConfigError when others can read the file.
 */
export async function readSecretKey(config: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey;
  const path = join(config.dataDir, FILE);
  await mkdir(config.dataDir, { recursive: true });
  const made = await open(path, 'wx', 0o600).catch(unlessThere);
  if (made !== undefined) await write(made);
  const { mode } = await stat(path);
  if ((mode & OTHERS) !== 0) {
    throw new ConfigError([`${path}: others can read this key: chmod 600 it, and think of it as known`]);
  }
  const key = (await readFile(path, 'utf8')).trim();
  if (key.length < 32) throw new ConfigError([`${path}: this is no key: remove the file if nothing uses it`]);
  return key;
}

async function write(file: FileHandle): Promise<void> {
  try {
    await file.writeFile(`${newSecret(32)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unlessThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EEXIST') throw error;
}
