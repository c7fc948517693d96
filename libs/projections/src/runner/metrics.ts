import type { GaugeOf, ProcessMetrics } from '#platform';
import type pg from 'pg';
import { readProjectionStatus, type ProjectionStatus } from './status.js';

export interface BatchApplied {
  readonly projection: string;
  readonly events: number;
  /** From taking the batch to its commit. */
  readonly seconds: number;
}

/** Told what a runner does, once a batch. It must be quick and must not throw. */
export interface RunnerObserver {
  applied(batch: BatchApplied): void;
  /** The projection stands at an event that it cannot apply. */
  parked(projection: string): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 5, 10, 50, 100, 500, 1_000, 2_000, 5_000, 10_000];

/** Tells `metrics` what the runners of this process do; given to each as its observer. */
export function observeRunners(metrics: ProcessMetrics): RunnerObserver {
  const labels = ['projection'] as const;
  const seconds = metrics.histogram({
    ...{ name: 'projection_batch_seconds', help: 'Applying a batch, commit included', labels },
    buckets: SECONDS,
  });
  const events = metrics.histogram({
    ...{ name: 'projection_batch_events', help: 'Events of a batch that was applied', labels },
    buckets: SIZES,
  });
  const parked = metrics.counter({
    ...{ name: 'projection_parkings_total', help: 'Times that a projection came to stand', labels },
  });
  return {
    applied(batch) {
      seconds({ projection: batch.projection }, batch.seconds);
      events({ projection: batch.projection }, batch.events);
    },
    parked: (projection) => parked({ projection }, 1),
  };
}

const gaugeOf = <Row extends { readonly name: string }>(
  name: string,
  help: string,
  value: (row: Row) => number,
): GaugeOf<Row> => ({
  ...{ name, help, labels: ['projection'] },
  measure: (row) => ({ labels: { projection: row.name }, value: value(row) }),
});

const GAUGES: readonly GaugeOf<ProjectionStatus>[] = [
  gaugeOf('projection_position', 'Last position that readers see', ({ position }) => Number(position)),
  gaugeOf('projection_lag_events', 'Events a read model does not reflect yet', ({ lag }) => Number(lag)),
  gaugeOf('projection_lag_seconds', 'Age of the oldest of them', ({ lagSeconds }) => lagSeconds),
  gaugeOf('projection_parked', '1: it stands at an event it cannot apply', ({ parked }) =>
    parked === null ? 0 : 1,
  ),
  gaugeOf('projection_held', '1: a worker holds its lease', ({ holder }) => (holder === null ? 0 : 1)),
];

interface Rebuilding {
  readonly name: string;
  readonly rebuild: NonNullable<ProjectionStatus['rebuild']>;
}

const REBUILD_GAUGES: readonly GaugeOf<Rebuilding>[] = [
  gaugeOf('projection_rebuild_share', 'Done of the rebuild, 0 to 1', ({ rebuild }) => rebuild.share),
  gaugeOf('projection_rebuild_remaining_events', 'Events the rebuild has before it', ({ rebuild }) =>
    Number(rebuild.remaining),
  ),
  gaugeOf(
    'projection_rebuild_events_per_second',
    'Since the rebuild began',
    ({ rebuild }) => rebuild.eventsPerSecond,
  ),
];

/** Gauges of where every projection stands, read from the database: any process can show them. */
export function gaugeProjections(metrics: ProcessMetrics, pool: pg.Pool): void {
  metrics.gauges(() => readProjectionStatus(pool), GAUGES);
  metrics.gauges(async () => {
    const all = await readProjectionStatus(pool);
    return all.flatMap(({ name, rebuild }) => (rebuild === null ? [] : [{ name, rebuild }]));
  }, REBUILD_GAUGES);
}
