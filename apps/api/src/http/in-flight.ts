import type { FastifyInstance } from 'fastify';

/** Requests that are being answered, so that a stop can wait for them and turn new ones away. */
export class InFlight {
  draining = false;
  private count = 0;
  private whenNone: (() => void) | undefined;

  /** Requests without a finished answer, streams included. */
  get open(): number {
    return this.count;
  }

  /** Counts the requests of `fastify`. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, reply, done) => {
      this.count += 1;
      // `close` comes once for every answer, also when the client went away or the answer is a stream.
      reply.raw.once('close', () => {
        this.count -= 1;
        if (this.count === 0) this.whenNone?.();
      });
      done();
    });
  }

  /** From now on new requests are turned away. */
  drain(): void {
    this.draining = true;
  }

  /** Resolves when the last request is answered, or after `milliseconds`. */
  async ended(milliseconds: number): Promise<void> {
    if (this.count === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.whenNone = resolve;
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }
}
