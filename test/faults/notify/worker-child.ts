import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface WorkerSettings {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly smtpUrl: string;
  /** Step at which the process kills itself. */
  readonly failPoint?: string | undefined;
  /** Default: 1. */
  readonly leaseSeconds?: number;
  /** Default: silent. */
  readonly logLevel?: string | undefined;
}

/** A real worker process; faults are signals to its pid. */
export interface WorkerChild {
  readonly pid: number;
  /** Resolves with the signal that ended it, or null when it ended by itself. */
  readonly ended: Promise<NodeJS.Signals | null>;
  signal(name: NodeJS.Signals): void;
  /** What it has logged. */
  lines(): readonly string[];
}

const children = new Set<ChildProcess>();

/** Starts a worker and waits until it works, or until it has ended before it could. */
export async function startWorker(settings: WorkerSettings): Promise<WorkerChild> {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript-hooks.mjs', 'test/faults/notify/worker-process.ts'],
    { cwd: ROOT, env: environmentOf(settings), stdio: ['ignore', 'inherit', 'pipe', 'ipc'] },
  );
  children.add(child);
  const lines: string[] = [];
  if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => lines.push(line));
  const ended = once(child, 'exit').then(([, signal]) => {
    children.delete(child);
    return signal as NodeJS.Signals | null;
  });
  await Promise.race([once(child, 'message'), ended]);
  return { pid: child.pid as number, ended, signal: (name) => void child.kill(name), lines: () => lines };
}

/** Ends every worker that is still there. */
export async function killWorkers(): Promise<void> {
  const left = [...children].map((child) => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    return gone;
  });
  await Promise.all(left);
}

function environmentOf(settings: WorkerSettings): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DATABASE_URL: settings.databaseUrl,
    REDIS_URL: settings.redisUrl ?? '',
    SMTP_URL: settings.smtpUrl,
    MAIL_FROM: 'Agreement Tracker <updates@tracker.example.org>',
    BASE_URL: 'https://tracker.example.org',
    LOG_LEVEL: settings.logLevel ?? 'silent',
    NOTIFY_LEASE_SECONDS: String(settings.leaseSeconds ?? 1),
    NOTIFY_RELAY_SECONDS: '0.1',
    NOTIFY_REQUEUE_SECONDS: '1',
    FAIL_POINT: settings.failPoint ?? '',
  };
}
