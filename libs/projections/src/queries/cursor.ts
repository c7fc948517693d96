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

/** The key of a page's last line: what the list is ordered by. */
export type LastKey = readonly (string | null)[];

/** Makes and checks opaque cursors of one question. */
export class CursorsOfQuestion {
  constructor(
    private readonly key: Buffer,
    private readonly question: string,
  ) {}

  encode(last: LastKey): string {
    const body = Buffer.from(JSON.stringify(last)).toString('base64url');
    return `${body}.${this.sign(body)}`;
  }

  /** @throws InvalidCursor */
  decode(cursor: string): LastKey {
    const [body = '', code = '', ...rest] = cursor.split('.');
    const expected = Buffer.from(this.sign(body));
    const given = Buffer.from(code);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new InvalidCursor();
    }
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as LastKey;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.key)
      .update(`${body}\n${this.question}`)
      .digest('base64url')
      .slice(0, 22);
  }
}

/** Cursors of all lists, signed with the key that the database keeps. */
export class Cursors {
  private key: Promise<Buffer> | undefined;
  constructor(private readonly pool: pg.Pool) {}

  async of(question: string): Promise<CursorsOfQuestion> {
    this.key ??= this.loadKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return new CursorsOfQuestion(await this.key, question);
  }

  private async loadKey(): Promise<Buffer> {
    const { rows } = await this.pool.query<{ key: Buffer }>('SELECT key FROM views.cursor_key');
    const key = rows[0]?.key;
    if (key === undefined) throw new Error('views.cursor_key is empty: run the migrations again');
    return key;
  }
}
