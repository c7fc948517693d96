import type { BatchContext } from '../runner/projection.js';
import type { LineHistory } from './line-history.js';
import type { LinkHistory } from './link-history.js';

/** Columns of a line by itself and their types, as `line_history` keeps them. */
export const OWN_LINE = `id uuid, audience text, latest_day date, aggregate text, public_id text, version int,
  position bigint, kind text, legal_status text, stage text, headline text, country text, regions text[], sector text,
  party_keys text[], party_titles text[], party_names text[], search text, title text, last_news_on date,
  value_currency text, value_amount numeric, value_is_bound boolean, dated boolean, listed boolean, voided boolean,
  merged_into uuid, item jsonb, promises jsonb`;

const namesOf = (columns: string): string =>
  columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ');

export const OWN_LINE_NAMES = namesOf(OWN_LINE);

const COLUMNS = `from_position, to_position, ${OWN_LINE_NAMES}`;

export async function writeLineHistory(context: BatchContext, { added, ended }: LineHistory): Promise<void> {
  const { client, table } = context;
  if (ended.length > 0) {
    await client.query(
      `UPDATE ${table('line_history')} h SET to_position = n.to_position
       FROM json_to_recordset($1::json) AS n(id uuid, audience text, to_position bigint)
       WHERE h.id = n.id AND h.audience = n.audience AND h.to_position IS NULL`,
      [JSON.stringify(ended)],
    );
  }
  if (added.length === 0) return;
  await client.query(
    `INSERT INTO ${table('line_history')} (${COLUMNS})
     SELECT ${COLUMNS} FROM json_to_recordset($1::json) AS r(from_position bigint, to_position bigint, ${OWN_LINE})`,
    [JSON.stringify(added)],
  );
}

/** Columns of a link by itself and their types, as `link_history` keeps them. */
export const OWN_LINK = `from_id uuid, to_id uuid, relation text, audience text, allocated_currency text,
  allocated_amount numeric, allocated_is_bound boolean`;

export const OWN_LINK_NAMES = namesOf(OWN_LINK);

const LINK_COLUMNS = `from_position, to_position, ${OWN_LINK_NAMES}`;

export async function writeLinkHistory(context: BatchContext, { added, ended }: LinkHistory): Promise<void> {
  const { client, table } = context;
  if (ended.length > 0) {
    await client.query(
      `UPDATE ${table('link_history')} h SET to_position = n.to_position
       FROM json_to_recordset($1::json) AS n(from_id uuid, to_id uuid, relation text, audience text,
         to_position bigint)
       WHERE h.from_id = n.from_id AND h.to_id = n.to_id AND h.relation = n.relation AND h.audience = n.audience
         AND h.to_position IS NULL`,
      [JSON.stringify(ended)],
    );
  }
  if (added.length === 0) return;
  await client.query(
    `INSERT INTO ${table('link_history')} (${LINK_COLUMNS})
     SELECT ${LINK_COLUMNS}
     FROM json_to_recordset($1::json) AS r(from_position bigint, to_position bigint, ${OWN_LINK})`,
    [JSON.stringify(added)],
  );
}
