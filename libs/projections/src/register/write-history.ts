import type { BatchContext } from '../runner/projection.js';
import type { Ranges } from './line-history.js';
import type { LinkHistory } from './link-history.js';

const FIGURES = `id uuid, audience text, latest_day date, aggregate text, version int, position bigint,
  legal_status text, stage text, headline text, last_news_on date, value_currency text, value_amount numeric,
  value_is_bound boolean, dated boolean, listed boolean, voided boolean, merged_into uuid, item jsonb, promises jsonb`;

const TEXTS = `public_id text, kind text, country text, regions text[], sector text, party_keys text[],
  party_titles text[], party_names text[], search text, title text`;

const namesOf = (columns: string): string =>
  columns
    .split(',')
    .map((column) => column.trim().split(' ')[0])
    .join(', ');

/** Columns of a line by itself and their types: what `line_history` and `text_history` keep of it. */
export const OWN_LINE = `${FIGURES}, ${TEXTS}`;

export const OWN_LINE_NAMES = namesOf(OWN_LINE);

export const writeLineHistory = (context: BatchContext, lines: Ranges<object>): Promise<void> =>
  writeRanges(context, lines, { name: 'line_history', columns: FIGURES });

export const writeTextHistory = (context: BatchContext, texts: Ranges<object>): Promise<void> =>
  writeRanges(context, texts, { name: 'text_history', columns: `id uuid, audience text, ${TEXTS}` });

async function writeRanges(
  { client, table }: BatchContext,
  { added, ended }: Ranges<object>,
  { name, columns }: { readonly name: string; readonly columns: string },
): Promise<void> {
  if (added.length === 0 && ended.length === 0) return;
  const all = `from_position, to_position, ${namesOf(columns)}`;
  await client.query(
    `WITH ended AS (
       UPDATE ${table(name)} h SET to_position = n.to_position
       FROM json_to_recordset($1::json) AS n(id uuid, audience text, to_position bigint)
       WHERE h.id = n.id AND h.audience = n.audience AND h.to_position IS NULL
     )
     INSERT INTO ${table(name)} (${all})
     SELECT ${all} FROM json_to_recordset($2::json) AS r(from_position bigint, to_position bigint, ${columns})`,
    [JSON.stringify(ended), JSON.stringify(added)],
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
