import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Labels are bounded: names of things the code knows, never ids. */
export type Labels = Readonly<Record<string, string | number>>;

export interface Measured {
  readonly labels: Labels;
  readonly value: number;
}

interface Description<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
}

/** A gauge among several that are read from the same rows. */
export interface GaugeOf<Row> extends Description<string> {
  readonly measure: (row: Row) => Measured;
}

/** What one process tells Prometheus, and everything that collects it. */
export class ProcessMetrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Figures of now, as Prometheus reads them. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  histogram<L extends string>(
    description: Description<L> & { readonly buckets: readonly number[] },
  ): (labels: Readonly<Record<L, string | number>>, value: number) => void {
    const { name, help, labels, buckets } = description;
    const histogram = new Histogram({
      ...{ name, help, labelNames: [...labels], buckets: [...buckets] },
      registers: [this.registry],
    });
    return (given, value) => histogram.observe(given, value);
  }

  counter<L extends string>(
    description: Description<L>,
  ): (labels: Readonly<Record<L, string | number>>, count: number) => void {
    const { name, help, labels } = description;
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
    return (given, count) => counter.inc(given, count);
  }

  /** A gauge that asks `read` whenever the metrics are fetched. */
  gauge(description: Description<string>, read: () => Promise<readonly Measured[]>): void {
    this.gauges(read, [{ ...description, measure: (measured) => measured }]);
  }

  /**
   * Several gauges out of one reading each time the metrics are fetched. While `read` fails they are absent: an old
   * figure would look like a present one.
   */
  gauges<Row>(read: () => Promise<readonly Row[]>, gauges: readonly GaugeOf<Row>[]): void {
    const readOnce = shared(read);
    for (const { name, help, labels, measure } of gauges) {
      new Gauge({
        ...{ name, help, labelNames: [...labels], registers: [this.registry] },
        async collect() {
          const rows = await readOnce().catch(() => []);
          this.reset();
          // Without labels a reset sets 0, which would be a figure.
          if (rows.length === 0 && labels.length === 0) this.remove();
          for (const row of rows) {
            const measured = measure(row);
            this.set(measured.labels, measured.value);
          }
        },
      });
    }
  }
}

/** Calls that come while one is under way get its result. */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () =>
    (underWay ??= read().finally(() => {
      underWay = undefined;
    }));
}
