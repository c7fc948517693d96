import type { BatchContext } from '../runner/projection.js';
import { FIGURES, namesOf, TEXTS, typesOf } from './columns.js';
import type { Folded } from './fold.js';
import type { Lines } from './lines.js';
import { linksOf } from './links.js';
import { OWN_LINK as LINK, OWN_LINK_NAMES as LINK_NAMES } from './write-history.js';

const RECORD = typesOf(`id uuid, audience text, ${FIGURES}, ${TEXTS}, item jsonb`);
const RECORD_NAMES = namesOf(RECORD);

/** Keeps the folded states of a batch and the links that they state. */
export async function writeStates(context: BatchContext, states: readonly Folded[]): Promise<void> {
  await Promise.all([writeStateRows(context, states), writeStatedLinks(context, states)]);
}

async function writeStateRows({ client, table }: BatchContext, states: readonly Folded[]): Promise<void> {
  await client.query(
    `INSERT INTO ${table('record_state')} (id, aggregate, public_id, version, position, state,
       latest_day, public_version, public_position, public_state, public_latest_day)
     SELECT id, aggregate, public_id, version, position, state, latest_day, public_version, public_position,
       public_state, public_latest_day
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, aggregate text, public_id text, version int, position bigint,
       state jsonb, latest_day date, public_version int, public_position bigint, public_state jsonb,
       public_latest_day date)
     ON CONFLICT (id) DO UPDATE SET
       (public_id, version, position, state, latest_day, public_version, public_position, public_state,
        public_latest_day) =
       (excluded.public_id, excluded.version, excluded.position, excluded.state, excluded.latest_day,
        excluded.public_version, excluded.public_position, excluded.public_state, excluded.public_latest_day)`,
    [JSON.stringify(states.map(stateRow))],
  );
}

function stateRow({ id, whole, public: open }: Folded) {
  const { state, version, position, latestDay } = whole;
  return {
    ...{
      id,
      version,
      position: String(position),
      aggregate: state.aggregate,
      public_id: state.publicId,
      state,
      latest_day: latestDay,
    },
    ...{ public_version: open.version, public_position: String(open.position) },
    public_latest_day: open.latestDay,
    // jsonb_to_recordset reads a JSON null of a jsonb column as SQL null only when the name is absent.
    ...(open === whole ? {} : { public_state: open.state }),
  };
}

async function writeStatedLinks({ client, table }: BatchContext, states: readonly Folded[]): Promise<void> {
  const links = states.flatMap(({ id, whole, public: open }) =>
    [...linksOf(id, whole.state), ...(open === whole ? [] : linksOf(id, open.state))].map(
      ({ from, to, relation }) => ({ from_id: from, to_id: to, relation }),
    ),
  );
  const ids = states.map(({ id }) => id);
  await client.query(`DELETE FROM ${table('stated_link')} WHERE from_id = ANY ($1::uuid[])`, [ids]);
  if (links.length === 0) return;
  await client.query(
    `INSERT INTO ${table('stated_link')} (from_id, to_id, relation)
     SELECT DISTINCT from_id, to_id, relation
     FROM jsonb_to_recordset($1::jsonb) AS r(from_id uuid, to_id uuid, relation text)`,
    [JSON.stringify(links)],
  );
}

/** Replaces the lines of the affected records, one statement a table. */
export async function writeLines(context: BatchContext, lines: Lines): Promise<void> {
  await Promise.all([
    replaceRecords(context, lines),
    replaceMilestones(context, lines),
    replaceLinks(context, lines),
    replaceFindings(context, lines),
  ]);
}

async function replaceRecords({ client, table }: BatchContext, { ids, records }: Lines): Promise<void> {
  await client.query(`DELETE FROM ${table('record')} WHERE id = ANY ($1::uuid[])`, [ids]);
  if (records.length === 0) return;
  await client.query(
    `INSERT INTO ${table('record')} (${RECORD_NAMES})
     SELECT ${RECORD_NAMES} FROM jsonb_to_recordset($1::jsonb) AS r(${RECORD})`,
    [JSON.stringify(records)],
  );
}

async function replaceMilestones({ client, table }: BatchContext, { ids, milestones }: Lines): Promise<void> {
  await client.query(`DELETE FROM ${table('milestone')} WHERE record_id = ANY ($1::uuid[])`, [ids]);
  if (milestones.length === 0) return;
  await client.query(
    `INSERT INTO ${table('milestone')} (record_id, audience, milestone_id, status, code, planned_from, planned_to,
       milestone)
     SELECT record_id, audience, milestone_id, status, code, planned_from, planned_to, milestone
     FROM jsonb_to_recordset($1::jsonb) AS r(record_id uuid, audience text, milestone_id text, status text,
       code text, planned_from date, planned_to date, milestone jsonb)`,
    [JSON.stringify(milestones)],
  );
}

async function replaceLinks({ client, table }: BatchContext, { ids, links }: Lines): Promise<void> {
  await client.query(`DELETE FROM ${table('link')} WHERE from_id = ANY ($1::uuid[])`, [ids]);
  if (links.length === 0) return;
  await client.query(
    `INSERT INTO ${table('link')} (${LINK_NAMES})
     SELECT ${LINK_NAMES} FROM jsonb_to_recordset($1::jsonb) AS r(${LINK})`,
    [JSON.stringify(links)],
  );
}

async function replaceFindings({ client, table }: BatchContext, { ids, findings }: Lines): Promise<void> {
  await client.query(`DELETE FROM ${table('finding')} WHERE record_id = ANY ($1::uuid[])`, [ids]);
  if (findings.length === 0) return;
  await client.query(
    `INSERT INTO ${table('finding')} (record_id, audience, check_name, subject, severity, holds_from, details,
       event_ids)
     SELECT record_id, audience, check_name, subject, severity, holds_from, details, event_ids
     FROM jsonb_to_recordset($1::jsonb) AS r(record_id uuid, audience text, check_name text, subject text,
       severity text, holds_from date, details jsonb, event_ids uuid[])`,
    [JSON.stringify(findings)],
  );
}
