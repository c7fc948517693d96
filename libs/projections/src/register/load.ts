import type { AnyRecord } from '#domain';
import type { BatchContext } from '../runner/projection.js';
import type { Folded } from './fold.js';

interface StateRow {
  id: string;
  version: number;
  position: bigint;
  state: AnyRecord;
  public_version: number;
  public_position: bigint;
  public_state: AnyRecord | null;
  latest_day: string | null;
  public_latest_day: string | null;
}

/** Loads the folded states of records; those that are not there yet are left out. */
export async function loadStates(
  { client, table }: BatchContext,
  ids: readonly string[],
): Promise<Map<string, Folded>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<StateRow>(
    `SELECT id, version, position, state, latest_day::text, public_version, public_position, public_state,
       public_latest_day::text
     FROM ${table('record_state')} WHERE id = ANY ($1::uuid[]) ORDER BY id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, foldedOf(row)]));
}

function foldedOf({ id, version, position, state, ...row }: StateRow): Folded {
  const whole = { state, version, position, latestDay: row.latest_day };
  const { public_state, public_version, public_position } = row;
  if (public_state === null) return { id, whole, public: whole };
  return {
    ...{ id, whole },
    public: {
      ...{ state: public_state, version: public_version, position: public_position },
      latestDay: row.public_latest_day,
    },
  };
}

/** The ends of a link as some event stated it. */
export interface Ends {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
}

/** Links that begin or end at one of `ids`, as the tables stood before the batch. */
export async function loadStated(
  { client, table }: BatchContext,
  ids: readonly string[],
): Promise<readonly Ends[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<Ends>(
    `SELECT from_id AS "from", to_id AS "to", relation FROM ${table('stated_link')}
     WHERE to_id = ANY ($1::uuid[]) OR from_id = ANY ($1::uuid[]) ORDER BY 1, 2, 3`,
    [ids],
  );
  return rows;
}

/** Ids of at most `limit` records behind `after`, in order. */
export async function nextIds(
  { client, table }: BatchContext,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table('record_state')} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [after ?? null, limit],
  );
  return rows.map(({ id }) => id);
}
