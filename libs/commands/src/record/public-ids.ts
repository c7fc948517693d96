import type pg from 'pg';
import { publicId, publicIdSchema, type Aggregate } from '#domain';
import { isUuid } from '#platform';
import { recordOf } from './record-model.js';

const KINDS = { AGR: 'agreement', PRJ: 'project', COL: 'collection' } as const;
const PREFIX: Readonly<Record<Aggregate, string>> = { agreement: 'AGR', project: 'PRJ', collection: 'COL' };

/** Key under which the log keeps a public id for its record for ever. */
export const publicIdKey = (id: string): string => `public-id|${id}`;

type Database = Pick<pg.Pool, 'query'>;

/** Public ids: how the next one comes about, and which record has one. */
export class PublicIds {
  private readonly counters = new Map<string, Numbers>();

  constructor(private readonly db: Database) {}

  /** A public id that was never given before. One that is not used in the end stays a gap. */
  async next(aggregate: Aggregate, year: string): Promise<string> {
    const name = `${aggregate} ${year}`;
    const counter = this.counters.get(name) ?? new Numbers(this.db, PREFIX[aggregate], Number(year));
    this.counters.set(name, counter);
    return publicId(aggregate, year, await counter.next());
  }

  /** Uuid of a record of that kind, however an address names it; undefined: nothing has this public id. */
  async uuidOf(aggregate: Aggregate, id: string): Promise<string | undefined> {
    return isUuid(id) ? id.toLowerCase() : this.find(aggregate, id);
  }

  /** Uuid of the record of that kind with this public id. */
  async find(aggregate: Aggregate, id: string): Promise<string | undefined> {
    const known = publicIdSchema.safeParse(id.toUpperCase());
    if (!known.success || KINDS[known.data.slice(0, 3) as keyof typeof KINDS] !== aggregate) return undefined;
    const { rows } = await this.db.query<{ holder: string }>({
      name: 'record-of-public-id',
      text: 'SELECT holder FROM es.claims WHERE key = $1',
      values: [publicIdKey(known.data)],
    });
    return rows[0] === undefined ? undefined : recordOf(rows[0].holder).id;
  }
}

/** Numbers of one kind and year. Those asked for while the counter is being moved are taken together by the next move. */
class Numbers {
  private waiting: { resolve: (number: number) => void; reject: (error: unknown) => void }[] = [];
  private moving = false;

  constructor(
    private readonly db: Database,
    private readonly prefix: string,
    private readonly year: number,
  ) {}

  next(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      if (!this.moving) void this.move();
    });
  }

  private async move(): Promise<void> {
    this.moving = true;
    while (this.waiting.length > 0) {
      const asked = this.waiting.splice(0);
      try {
        const first = (await this.take(asked.length)) - asked.length + 1;
        for (const [index, { resolve }] of asked.entries()) resolve(first + index);
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.moving = false;
  }

  /** Moves the counter by `count` and gives where it stands then. */
  private async take(count: number): Promise<number> {
    const { rows } = await this.db.query<{ last: number }>({
      name: 'take-public-numbers',
      text: 'SELECT registry.take_public_numbers($1, $2, $3) AS last',
      values: [this.prefix, this.year, count],
    });
    if (rows[0] === undefined) throw new TypeError('the counter of public ids gave no number');
    return rows[0].last;
  }
}
