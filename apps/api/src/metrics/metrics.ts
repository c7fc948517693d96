import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';

/** What the process tells Prometheus. Labels are bounded: routes, names of commands and outcomes, never ids. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  private readonly commands = new Counter({
    name: 'commands_total',
    help: 'Commands by name and by what became of them',
    labelNames: ['command', 'outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** `outcome` is `accepted`, `duplicate`, or the code of the refusal. */
  countCommand(command: string, outcome: string): void {
    this.commands.inc({ command, outcome });
  }

  /** A gauge that asks `read` whenever the metrics are fetched; a failing source leaves its last values. */
  gauge<L extends string>(
    description: { readonly name: string; readonly help: string; readonly labels: readonly L[] },
    read: () => Promise<readonly { readonly labels: Readonly<Record<L, string>>; readonly value: number }[]>,
  ): void {
    new Gauge({
      name: description.name,
      help: description.help,
      labelNames: [...description.labels],
      registers: [this.registry],
      async collect() {
        const values = await read().catch(() => undefined);
        if (values === undefined) return;
        this.reset();
        for (const { labels, value } of values) this.set({ ...labels }, value);
      },
    });
  }

  /** Times every request of `fastify` under its route, not its address. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
      this.requests.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1_000,
      );
      done();
    });
  }
}
