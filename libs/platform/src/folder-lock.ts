import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Another running process holds the folder. */
export class FolderInUse extends Error {
  readonly code = 'FOLDER_IN_USE';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`another Agreement Tracker (pid ${pid}) already works on ${folder}`);
    this.name = 'FolderInUse';
  }
}

/**
 * Keeps a second process off `folder` until the returned function is called. A lock left by a killed process
 * counts as free: it names the process with its start time, so a reused pid is not taken for the old owner.
 * @throws FolderInUse
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock');
  const own = await identify(process.pid);
  for (;;) {
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (file !== undefined) {
      await file.writeFile(own);
      await file.close();
      return () => rm(path, { force: true });
    }
    const holder = await readFile(path, 'utf8').catch(() => '');
    const pid = Number(holder.split(' ')[0]);
    if (pid > 0 && pid !== process.pid && (await identify(pid)) === holder)
      throw new FolderInUse(folder, pid);
    await rm(path, { force: true });
  }
}

/** `pid` and, where the system tells it, the moment the process started; other text once it is gone. */
async function identify(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return `${pid} gone`;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const START_TIME = 19; // 22nd field of proc(5) stat, counted after the name in brackets
  return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME] ?? ''}`;
}
