import { join } from 'node:path';
import type pg from 'pg';
import type { CommandService } from '#commands';
import type { IdentityOptions } from '#identity';
import type { EventStore } from '#event-store';
import type { RequestLimitsOptions } from './http/request-limits.js';
import type { Clock, Config, Logger, ProcessMetrics } from '#platform';

/** What the API needs from the program that runs it. Nothing of it is closed by the API. */
export interface ApiOptions {
  readonly config: Pick<Config, 'baseUrl'>;
  readonly logger: Logger;
  /** Connections as the product's role. */
  readonly pool: pg.Pool;
  /** The log with the domain's catalogue. */
  readonly store: EventStore;
  /** What the process tells Prometheus; the API adds its own figures and shows all of it. */
  readonly metrics: ProcessMetrics;
  readonly commands?: CommandService;
  readonly clock?: Clock;
  /** Absent: none, for measurements and specs. */
  readonly limits?: RequestLimitsOptions;
  /** Absent: for specs, a key that is forgotten with the process, and a second factor that may be left out. */
  readonly identity?: IdentityOptions;
  /** Commands that take two people, and the days a proposal waits. Absent: none do. */
  readonly fourEyes?: { readonly commands: readonly string[]; readonly days: number };
  /** Folder of the built page; default dist/web of this product. */
  readonly pageFolder?: string;
}

/** dist/web, seen from dist/apps/api/src as well as from apps/api/src. */
export function defaultPageFolder(): string {
  const here = import.meta.dirname;
  const root = here.includes(`${join('dist', 'apps')}`) ? join(here, '../../../..') : join(here, '../../..');
  return join(root, 'dist/web');
}
