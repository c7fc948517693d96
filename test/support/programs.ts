import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Program {
  readonly child: ChildProcess;
  /** Resolves with the signal that ended it, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** What it wrote to stderr so far: its log. */
  readonly output: () => string;
  /** The first match of `pattern` in its log; rejects when it ends before. */
  logged(pattern: RegExp): Promise<RegExpExecArray>;
}

const running = new Set<ChildProcess>();

/** A built program of the product as a process of its own. Needs `npm run build:server`. */
export function startProgram(name: 'api' | 'worker', env: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, [resolve(ROOT, `dist/apps/${name}/src/main.js`)], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]: (NodeJS.Signals | number | null)[]) => {
    running.delete(child);
    return signal ?? code ?? null;
  });
  return {
    child,
    ended,
    output: () => text,
    logged: (pattern) =>
      new Promise((done, fail) => {
        const look = () => {
          const match = pattern.exec(text);
          if (match !== null) done(match);
        };
        child.stderr?.on('data', look);
        look();
        void ended.then((code) => fail(new Error(`${name} ended with ${code}: ${text}`)));
      }),
  };
}

/** The API on a free port, once it says where it listens. */
export async function startApiProgram(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Program & { readonly url: string }> {
  const program = startProgram('api', { DATABASE_URL: databaseUrl, ...env });
  const [, url = ''] = await program.logged(/"url":"(http:[^"]+)"/);
  return { ...program, url };
}

/** Kills what still runs of this spec file's programs. */
export async function killPrograms(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      return gone;
    }),
  );
}
