import type pg from 'pg';
import { publicId, publicIdSchema, type Aggregate } from '#domain';
import { recordOf } from './record-model.js';

const KINDS = { AGR: 'agreement', PRJ: 'project', COL: 'collection' } as const;
const PREFIX: Readonly<Record<Aggregate, string>> = { agreement: 'AGR', project: 'PRJ', collection: 'COL' };

/** Key under which the log keeps a public id for its record for ever. */
export const publicIdKey = (id: string): string => `public-id|${id}`;

/** Public ids: how the next one comes about, and which record has one. */
export class PublicIds {
  constructor(private readonly db: Pick<pg.Pool, 'query'>) {}

  /** A public id that was never given before. One that is not used in the end stays a gap. */
  async next(aggregate: Aggregate, year: string): Promise<string> {
    const { rows } = await this.db.query<{ number: number }>(
      'SELECT registry.next_public_number($1, $2) AS number',
      [PREFIX[aggregate], Number(year)],
    );
    return publicId(aggregate, year, rows[0]?.number ?? 0);
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
