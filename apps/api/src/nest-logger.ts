import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#platform';

/** What Nest itself has to say, in the product's log: problems only, its boot chatter is left out. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => logger.warn({ event: 'nest' }, String(message)),
  error: (message: unknown) =>
    logger.error({ event: 'nest', err: message }, 'the web framework reports an error'),
});
