import type pg from 'pg';
import { OWN_LINE, OWN_LINE_NAMES, OWN_LINK, OWN_LINK_NAMES } from '../register/write-history.js';
import { Conditions, type Value } from './conditions.js';
import type { Then } from './then.js';
import { audiencesOf, type Viewer } from './viewer.js';
import { hadHappened, wasKnown } from './was-known.js';

/** Where statements find lines of records, their links and their promises: as they are, or as they were. */
export interface Relations {
  /** Part of the names of statements: those of one name have one text. */
  readonly name: 'live' | 'then' | 'some-then' | 'lines-then';
  readonly record: string;
  readonly link: string;
  readonly milestone: string;
  /** Common table expressions that stand before a statement's own. `$1` is the audiences that the reader is of. */
  readonly ctes: (value: Value) => readonly string[];
}

/** A client, or a pool where nothing that is read can change between two statements. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    statement: pg.QueryConfig | string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** What a reader asks, and of which lines. */
export interface Source {
  readonly client: Queryable;
  readonly viewer: Viewer;
  readonly relations: Relations;
}

/** The register as it was, as its own reader asks it. */
export const sourceThen = (client: Queryable, then: Then, relations = relationsOf(then)): Source => ({
  ...{ client, viewer: then.viewer, relations },
});

/**
 * Asks a named statement. `write` gives its text, which is the same whenever the name is, from what makes a parameter
 * and from the expressions of the relations; `$1` is the reader's audiences.
 */
export async function ask<Row extends object>(
  { client, viewer, relations }: Source,
  name: string,
  write: (value: Value, ctes: readonly string[]) => string,
): Promise<readonly Row[]> {
  const parameters = new Conditions();
  const value: Value = (given) => parameters.value(given);
  value(audiencesOf(viewer));
  const text = write(value, relations.ctes(value));
  const { rows } = await client.query<Row & pg.QueryResultRow>({
    ...{ name: `${name}-${relations.name}`, text, values: parameters.values },
  });
  return rows;
}

/** The WITH clause of these expressions; nothing where there are none. */
export const withClause = (ctes: readonly string[]): string =>
  ctes.length === 0 ? '' : `WITH ${ctes.join(', ')}`;

export const LIVE: Relations = {
  ...{ name: 'live', record: 'views.record', link: 'views.link', milestone: 'views.milestone' },
  ctes: () => [],
};

/** Statements find them in the register as it was: all of it, or these records and the links between them. */
export const relationsOf = (then: Then, ids?: readonly string[]): Relations => ({
  ...THEN,
  name: ids === undefined ? 'then' : 'some-then',
  ctes: (value) => {
    const at = placesOf(then, value);
    const among = ids === undefined ? undefined : value(ids);
    return [
      `became AS (SELECT id, other FROM jsonb_to_recordset(${json(value, then.became)}) AS b(id uuid, other uuid))`,
      ownLines(at, json(value, then.refolded), among),
      ownLinks(at, json(value, then.refoldedLinks), among),
      recordLines(json(value, then.derived)),
      LINK,
      MILESTONE,
    ];
  },
});

/** Lines alone, for statements that ask for neither links nor promises: they are gone through once and kept nowhere. */
export const linesThen = (then: Then): Relations => ({
  ...THEN,
  name: 'lines-then',
  ctes: (value) => [
    ownLines(placesOf(then, value), json(value, then.refolded), undefined),
    recordLines(json(value, then.derived)),
  ],
});

const THEN = { record: 'record_then', link: 'link_then', milestone: 'milestone_then' };

const placesOf = (then: Then, value: Value): Places => ({
  position: value(String(then.position)),
  day: value(then.validAt ?? null),
});

const json = (value: Value, rows: readonly unknown[]) => `${value(JSON.stringify(rows))}::jsonb`;

/** Placeholders of a position, and of a day or null. */
interface Places {
  readonly position: string;
  readonly day: string;
}

const ownLines = (at: Places, refolded: string, among: string | undefined): string => `
  own AS (
    SELECT ${OWN_LINE_NAMES.replace('id, audience', 'h.id, h.audience')}
    FROM views.line_history h
      JOIN views.text_history t ON t.id = h.id AND t.audience = h.audience AND ${wasKnown('t', at.position)}
    WHERE ${wasKnown('h', at.position)} AND ${hadHappened('h', at.day)} ${among === undefined ? '' : `AND h.id = ANY (${among}::uuid[])`}
    UNION ALL
    SELECT ${OWN_LINE_NAMES} FROM jsonb_to_recordset(${refolded}) AS r(${OWN_LINE})
  )`;

// Links of a record that was folded anew are those that it told then.
const ownLinks = (at: Places, refolded: string, among: string | undefined): string => `
  own_link AS (
    SELECT ${OWN_LINK_NAMES} FROM views.link_history l
    WHERE ${wasKnown('l', at.position)}
      ${among === undefined ? '' : `AND (l.from_id = ANY (${among}::uuid[]) OR l.to_id = ANY (${among}::uuid[]))`}
      AND (${at.day}::date IS NULL OR l.from_id NOT IN (
        SELECT h.id FROM views.line_history h WHERE ${wasKnown('h', at.position)} AND NOT ${hadHappened('h', at.day)}))
    UNION ALL
    SELECT ${OWN_LINK_NAMES} FROM jsonb_to_recordset(${refolded}) AS r(${OWN_LINK})
  )`;

const KEPT = OWN_LINE_NAMES.split(', ')
  .filter((name) => !['headline', 'item', 'id', 'promises'].includes(name))
  .join(', ');

const recordLines = (derived: string): string => `
  record_then AS (
    SELECT own.id, ${KEPT}, coalesce(d.headline, own.headline) AS headline,
      CASE WHEN d.ribbon IS NULL THEN own.item ELSE jsonb_set(own.item, '{ribbon}', d.ribbon) END AS item
    FROM own LEFT JOIN jsonb_to_recordset(${derived}) AS d(id uuid, headline text, ribbon jsonb) ON d.id = own.id
  )`;

// Through merges, as Network has it: two links that became one have a part of the sum only where both had the same.
const LINK = `
  link_then AS (
    SELECT from_id, to_id, relation, 'all' AS audience,
      CASE WHEN count(DISTINCT allocation) = 1 THEN min(currency) END AS allocated_currency,
      CASE WHEN count(DISTINCT allocation) = 1 THEN min(amount) END AS allocated_amount,
      CASE WHEN count(DISTINCT allocation) = 1 THEN bool_or(is_bound) END AS allocated_is_bound
    FROM (
      SELECT CASE WHEN f.id IS NULL THEN l.from_id ELSE f.other END AS from_id,
        CASE WHEN t.id IS NULL THEN l.to_id ELSE t.other END AS to_id, l.relation,
        l.allocated_currency AS currency, l.allocated_amount AS amount, l.allocated_is_bound AS is_bound,
        concat_ws(' ', l.allocated_currency, l.allocated_amount, l.allocated_is_bound) AS allocation
      FROM own_link l JOIN own ON own.id = l.from_id AND NOT own.voided
        LEFT JOIN became f ON f.id = l.from_id LEFT JOIN became t ON t.id = l.to_id
    ) stated
    WHERE from_id <> to_id AND EXISTS (SELECT FROM own WHERE own.id = stated.to_id)
      AND EXISTS (SELECT FROM own WHERE own.id = stated.from_id)
    GROUP BY from_id, to_id, relation
  )`;

const MILESTONE = `
  milestone_then AS (
    SELECT own.id AS record_id, own.audience, p.status, p.planned_to
    FROM own, jsonb_to_recordset(own.promises) AS p(status text, planned_to date)
    WHERE own.listed
  )`;
