import type { NotificationStatus } from '#contracts';
import { ConnectionLost } from '../api/problem.js';
import { basePath } from '../app/api.js';

export type Standing = 'ok' | 'degraded' | 'down';

/** Where a read model stands, as the server reports it. */
export interface ModelStanding {
  readonly lag: string;
  readonly lagSeconds: number;
  readonly running: boolean;
  readonly parked: { readonly position: string } | null;
  readonly rebuilding: { readonly share: number } | null;
}

type Check = { readonly status: Standing };

export interface HealthReport {
  readonly status: Standing;
  readonly checks: {
    readonly database?: Check;
    readonly projections?: Check & Readonly<Record<string, unknown>>;
    readonly notifications?: Check & Partial<NotificationStatus>;
  };
}

const PATIENCE = 10_000;

/** How the product is. What is out of order is an answer too. @throws ConnectionLost */
export async function readHealth(signal: AbortSignal): Promise<HealthReport> {
  try {
    const given = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const response = await fetch(`${basePath}health/ready`, { signal: given });
    return (await response.json()) as HealthReport;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ConnectionLost('The server did not say how it is.', { cause: error });
  }
}

/** The read models of a report by name. */
export const modelsOf = ({ checks }: HealthReport): readonly (readonly [string, ModelStanding])[] =>
  Object.entries(checks.projections ?? {}).filter((entry): entry is [string, ModelStanding] =>
    isModel(entry[1]),
  );

const isModel = (value: unknown): value is ModelStanding =>
  typeof value === 'object' && value !== null && 'lagSeconds' in value;
