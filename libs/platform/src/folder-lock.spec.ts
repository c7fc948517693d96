import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FolderInUse, lockFolder } from './folder-lock.js';

const newFolder = () => mkdtemp(join(tmpdir(), 'lock-'));

describe('lockFolder', () => {
  it('frees the folder when it is let go', async () => {
    const folder = await newFolder();
    const release = await lockFolder(folder);
    await release();
    await (
      await lockFolder(folder)
    )();
    await expect(readFile(join(folder, 'lock'))).rejects.toThrow('ENOENT');
  });

  it('refuses a folder that a living process holds', async () => {
    const folder = await newFolder();
    const other = spawn('cat', { stdio: 'pipe' });
    try {
      const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8');
      const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      await writeFile(join(folder, 'lock'), `${other.pid} ${startedAt}`);
      await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('takes over from a process that was killed, also when its pid was given to another', async () => {
    const folder = await newFolder();
    const other = spawn('cat', { stdio: 'pipe' });
    await writeFile(join(folder, 'lock'), `${other.pid} 1`);
    await (
      await lockFolder(folder)
    )();
    other.kill('SIGKILL');
    await once(other, 'exit');
    await writeFile(join(folder, 'lock'), `${other.pid} 1`);
    await (
      await lockFolder(folder)
    )();
  });
});
