import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logging.js';

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a line of the log', () => {
  it('says of an error what it is and where, and nothing of what a driver hung on it', () => {
    const cause = Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });
    const detail = 'Key (email)=(a@example.org) already exists.';
    const client = { connectionParameters: { user: 'tracker', password: 'secret' } };
    const error = Object.assign(new Error('duplicate key', { cause }), { code: '23505', detail, client });
    const [line] = linesOf((logger) => logger.warn({ err: error }, 'it failed'));
    expect(line?.['err']).toEqual({
      ...{ type: 'Error', message: 'duplicate key', code: '23505', stack: error.stack },
      cause: { type: 'Error', message: 'no route', code: 'EHOSTUNREACH', stack: cause.stack },
    });
  });

  it('has no secret that slipped into it', () => {
    const [line] = linesOf((logger) => logger.info({ apiKey: 'k', user: { password: 'p', name: 'n' } }));
    expect(line).toMatchObject({ apiKey: '[removed]', user: { password: '[removed]', name: 'n' } });
  });
});
