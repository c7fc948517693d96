import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface ProjectorSettings {
  readonly url: string;
  readonly projection: 'counting' | 'register';
  /** Its name in the lease. */
  readonly holder: string;
  /** Version of the counting projection. Default 1. */
  readonly version?: number;
  /** Types of events that its release knows. Default: all. */
  readonly knows?: readonly string[];
  /** Type of event at which it stops itself, in the transaction that applies it. */
  readonly stopsAt?: string;
  /** Fail point at which it kills itself. */
  readonly diesAt?: string;
  readonly batchSize?: number;
  readonly leaseSeconds?: number;
  /** Builds the counting projection from whole streams when it has nothing yet. */
  readonly built?: boolean;
}

export interface ProjectorChild {
  readonly holder: string;
  /** Resolves with the signal that ended it, or null when it ended by itself. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Whether readers could query before it ended. */
  readonly ready: Promise<boolean>;
  signal(name: NodeJS.Signals): void;
}

const children = new Set<ChildProcess>();

/** Starts a projector as a process of its own. */
export function startProjector(settings: ProjectorSettings): ProjectorChild {
  const child = spawn(
    process.execPath,
    [
      ...['--import', './test/support/typescript-hooks.mjs', 'test/faults/projections/projector-process.ts'],
      JSON.stringify(settings),
    ],
    { cwd: ROOT, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  children.add(child);
  const ended = once(child, 'exit').then(([, signal]) => {
    children.delete(child);
    return signal as NodeJS.Signals | null;
  });
  const ready = Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  return { holder: settings.holder, ended, ready, signal: (name) => void child.kill(name) };
}

/** Ends every projector that is still there, also stopped ones. */
export async function killProjectors(): Promise<void> {
  await Promise.all(
    [...children].map((child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      return gone;
    }),
  );
}
