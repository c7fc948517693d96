import type { Measured, ProcessMetrics } from '#platform';
import type { FastifyInstance } from 'fastify';

/** What the API tells Prometheus, within what its process tells. */
export class Metrics {
  private readonly observeRequest;
  private readonly addCommands;

  constructor(private readonly process: ProcessMetrics) {
    this.observeRequest = process.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer',
      labels: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    });
    this.addCommands = process.counter({
      name: 'commands_total',
      help: 'Commands by name and by what became of them',
      labels: ['command', 'outcome'],
    });
  }

  /** Figures of now, as Prometheus reads them. */
  text(): Promise<string> {
    return this.process.text();
  }

  /** `outcome` is `accepted`, `duplicate`, or the code of the refusal. */
  countCommand(command: string, outcome: string): void {
    this.addCommands({ command, outcome }, 1);
  }

  /** A gauge of one value that asks `read` whenever the metrics are fetched. */
  gauge(name: string, help: string, read: () => number): void {
    const measured = (): Measured => ({ labels: {}, value: read() });
    this.process.gauge({ name, help, labels: [] }, async () => [measured()]);
  }

  /** Times every request of `fastify` under its route, not its address. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
      this.observeRequest(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1_000,
      );
      done();
    });
  }
}
