import { Injectable } from '@nestjs/common';

const PATIENCE = 2_000;

export interface ReadinessReport {
  /** `degraded`: answers, though something waits for an operator; `down`: requests should go elsewhere. */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly checks: Readonly<Record<string, CheckReport>>;
}

export interface CheckReport {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly [detail: string]: unknown;
}

export type Check = () => Promise<CheckReport>;

/** Asks everything that a request needs, each for two seconds at most. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, Check>();
  private stopping = false;

  /** Adds a check to the report. */
  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** From now on the answer is `down`: the process is about to stop. */
  stop(): void {
    this.stopping = true;
  }

  async check(): Promise<ReadinessReport> {
    const entries = [...this.checks].map(async ([name, check]) => [name, await ask(check)] as const);
    const checks = Object.fromEntries(await Promise.all(entries));
    const all = Object.values(checks).map(({ status }) => status);
    const worst = all.includes('down') ? 'down' : all.includes('degraded') ? 'degraded' : 'ok';
    return { status: this.stopping ? 'down' : worst, checks };
  }
}

async function ask(check: Check): Promise<CheckReport> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<CheckReport>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'down', reason: 'no answer in time' }), PATIENCE);
  });
  try {
    return await Promise.race([check(), patience]);
  } catch {
    return { status: 'down', reason: 'it cannot be reached' };
  } finally {
    clearTimeout(timer);
  }
}
