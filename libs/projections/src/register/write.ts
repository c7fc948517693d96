import type { BatchContext } from '../runner/projection.js';
import type { Folded } from './fold.js';
import { linksOf } from './graph.js';
import type { Audience, milestoneRow, recordRow } from './rows.js';

export interface RegisterRows {
  readonly states: readonly Folded[];
  readonly records: readonly ReturnType<typeof recordRow>[];
  readonly milestones: readonly ReturnType<typeof milestoneRow>[];
  /** Records whose lines are replaced. */
  readonly ids: readonly string[];
}

/** Replaces the rows of a batch, one statement a table. */
export async function writeRows(context: BatchContext, rows: RegisterRows): Promise<void> {
  await writeStates(context, rows.states);
  await replaceRecords(context, rows);
  await replaceMilestones(context, rows);
  await replaceLinks(context, rows.states);
}

async function writeStates({ client, table }: BatchContext, states: readonly Folded[]): Promise<void> {
  const values = states.map(({ id, version, position, whole, public: visible }) => ({
    ...{ id, version, position: String(position), aggregate: whole.aggregate, public_id: whole.publicId },
    ...{ state: whole, public_state: visible === whole ? null : visible },
  }));
  await client.query(
    `INSERT INTO ${table('record_state')} (id, aggregate, public_id, version, position, state, public_state)
     SELECT id, aggregate, public_id, version, position, state, public_state
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, aggregate text, public_id text, version int, position bigint,
       state jsonb, public_state jsonb)
     ON CONFLICT (id) DO UPDATE SET (public_id, version, position, state, public_state) =
       (excluded.public_id, excluded.version, excluded.position, excluded.state, excluded.public_state)`,
    [JSON.stringify(values.map(nullified))],
  );
}

// jsonb_to_recordset reads a JSON null of a jsonb column as SQL null only when the name is absent.
const nullified = <Row extends { public_state: unknown }>(row: Row) =>
  row.public_state === null ? { ...row, public_state: undefined } : row;

async function replaceRecords({ client, table }: BatchContext, rows: RegisterRows): Promise<void> {
  await client.query(`DELETE FROM ${table('record')} WHERE id = ANY ($1::uuid[])`, [rows.ids]);
  await client.query(
    `INSERT INTO ${table('record')} (id, audience, aggregate, public_id, version, position, kind, legal_status,
       stage, headline, country, regions, sector, party_keys, search, title, last_news_on, value_currency,
       value_amount, value_is_bound, listed, item)
     SELECT id, audience, aggregate, public_id, version, position, kind, legal_status, stage, headline, country,
       regions, sector, party_keys, search, title, last_news_on, value_currency, value_amount, value_is_bound, listed, item
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, audience text, aggregate text, public_id text, version int,
       position bigint, kind text, legal_status text, stage text, headline text, country text, regions text[],
       sector text, party_keys text[], search text, title text, last_news_on date, value_currency text,
       value_amount numeric, value_is_bound boolean, listed boolean, item jsonb)`,
    [JSON.stringify(rows.records)],
  );
}

async function replaceMilestones({ client, table }: BatchContext, rows: RegisterRows): Promise<void> {
  await client.query(`DELETE FROM ${table('milestone')} WHERE record_id = ANY ($1::uuid[])`, [rows.ids]);
  if (rows.milestones.length === 0) return;
  await client.query(
    `INSERT INTO ${table('milestone')} (record_id, audience, milestone_id, status, code, planned_from, planned_to,
       milestone)
     SELECT record_id, audience, milestone_id, status, code, planned_from, planned_to, milestone
     FROM jsonb_to_recordset($1::jsonb) AS r(record_id uuid, audience text, milestone_id text, status text,
       code text, planned_from date, planned_to date, milestone jsonb)`,
    [JSON.stringify(rows.milestones)],
  );
}

async function replaceLinks({ client, table }: BatchContext, states: readonly Folded[]): Promise<void> {
  const links = states.flatMap(({ id, whole, public: visible }) => {
    const of = (state: typeof whole, audience: Audience) =>
      linksOf(id, state).map(({ from, to, relation }) => ({ from_id: from, to_id: to, relation, audience }));
    return whole === visible ? of(whole, 'all') : [...of(whole, 'staff'), ...of(visible, 'public')];
  });
  await client.query(`DELETE FROM ${table('link')} WHERE from_id = ANY ($1::uuid[])`, [
    states.map(({ id }) => id),
  ]);
  if (links.length === 0) return;
  await client.query(
    `INSERT INTO ${table('link')} (from_id, to_id, relation, audience)
     SELECT DISTINCT from_id, to_id, relation, audience
     FROM jsonb_to_recordset($1::jsonb) AS r(from_id uuid, to_id uuid, relation text, audience text)`,
    [JSON.stringify(links)],
  );
}
