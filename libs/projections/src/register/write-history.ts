import type { BatchContext } from '../runner/projection.js';
import { ALLOCATION, FIGURES, namesOf, PAST, TEXTS, typesOf } from './columns.js';
import type { Ranges } from './line-history.js';

const RECORD_KEY = 'id uuid, audience text';
const LINK_KEY = 'from_id uuid, to_id uuid, relation text, audience text';

/** Columns of a line by itself and their types: what `line_history` and `text_history` keep of it. */
export const OWN_LINE = typesOf(`${RECORD_KEY}, ${FIGURES}, ${PAST}, ${TEXTS}`);
export const OWN_LINE_NAMES = namesOf(OWN_LINE);

/** Columns of a link and their types: what `link_history` keeps of it. */
export const OWN_LINK = `${LINK_KEY}, ${ALLOCATION}`;
export const OWN_LINK_NAMES = namesOf(OWN_LINK);

interface HistoryTable {
  readonly name: string;
  /** What rows that follow one another have in common. */
  readonly key: string;
  readonly columns: string;
}

export const LINE_HISTORY: HistoryTable = {
  ...{ name: 'line_history', key: RECORD_KEY, columns: typesOf(`${RECORD_KEY}, ${FIGURES}, ${PAST}`) },
};
export const TEXT_HISTORY: HistoryTable = {
  ...{ name: 'text_history', key: RECORD_KEY, columns: typesOf(`${RECORD_KEY}, ${TEXTS}`) },
};
export const LINK_HISTORY: HistoryTable = { name: 'link_history', key: LINK_KEY, columns: OWN_LINK };

/** Ends the rows of before and adds those that follow, in one statement. */
export async function writeRanges(
  { client, table }: BatchContext,
  { name, key, columns }: HistoryTable,
  { added, ended }: Ranges<object, object>,
): Promise<void> {
  if (added.length === 0 && ended.length === 0) return;
  const names = `from_position, to_position, ${namesOf(columns)}`;
  const isSame = namesOf(key)
    .split(', ')
    .map((column) => `h.${column} = n.${column}`)
    .join(' AND ');
  await client.query(
    `WITH ended AS (
       UPDATE ${table(name)} h SET to_position = n.to_position
       FROM json_to_recordset($1::json) AS n(${key}, to_position bigint)
       WHERE ${isSame} AND h.to_position IS NULL
     )
     INSERT INTO ${table(name)} (${names})
     SELECT ${names} FROM json_to_recordset($2::json) AS r(from_position bigint, to_position bigint, ${columns})`,
    [JSON.stringify(ended), JSON.stringify(added)],
  );
}
