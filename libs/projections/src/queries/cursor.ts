import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';

/** A cursor that this register did not give, or that belongs to other filters. */
export class InvalidCursor extends Error {
  readonly code = 'INVALID_CURSOR';
  constructor() {
    super('the cursor was not given by this list with these filters: begin again without it');
    this.name = 'InvalidCursor';
  }
}

/** What a cursor is bound to: the list and its filters, whatever the page and the order they were written in. */
export function questionOf(list: readonly string[], query: Readonly<Record<string, unknown>>): string {
  const filters = Object.entries(query)
    .filter(([name, value]) => value !== undefined && !['cursor', 'limit', 'minPosition'].includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([list, filters]);
}

/** Makes and checks opaque cursors: the key of the last line, bound to the question that was asked. */
export class Cursors {
  private key: Promise<Buffer> | undefined;
  constructor(private readonly pool: pg.Pool) {}

  async encode(last: readonly (string | null)[], question: string): Promise<string> {
    const body = Buffer.from(JSON.stringify(last)).toString('base64url');
    return `${body}.${await this.sign(body, question)}`;
  }

  /** @throws InvalidCursor */
  async decode(cursor: string, question: string): Promise<readonly (string | null)[]> {
    const [body = '', code = ''] = cursor.split('.');
    const expected = Buffer.from(await this.sign(body, question));
    const given = Buffer.from(code);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new InvalidCursor();
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as (string | null)[];
  }

  private async sign(body: string, question: string): Promise<string> {
    this.key ??= this.loadKey();
    return createHmac('sha256', await this.key)
      .update(`${body}\n${question}`)
      .digest('base64url')
      .slice(0, 22);
  }

  private async loadKey(): Promise<Buffer> {
    const { rows } = await this.pool.query<{ key: Buffer }>('SELECT key FROM views.cursor_key');
    const key = rows[0]?.key;
    if (key === undefined) throw new Error('views.cursor_key is empty: run the migrations again');
    return key;
  }
}
