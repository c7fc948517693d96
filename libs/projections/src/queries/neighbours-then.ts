import type { Ribbon, RolledStage } from '#domain';
import type { EventStore } from '#event-store';
import { among, signedBy, type Neighbours, type Shown } from '../register/derive.js';
import { isMembership } from '../register/links.js';
import type { Point } from './moment.js';
import { ask, relationsOf, sourceThen, withClause, type Queryable, type Source } from './relations.js';
import { readThen, type Then } from './then.js';
import { audiencesOf, type Viewer } from './viewer.js';
import { wasKnown } from './was-known.js';

interface ShownLine {
  readonly id: string;
  readonly aggregate: Shown['aggregate'];
  readonly stage: RolledStage | null;
  readonly status: string | null;
  readonly ribbon: Ribbon | null;
}

interface Linked {
  readonly relation: string;
  readonly from: ShownLine;
  readonly to: ShownLine;
}

const shownLine = (line: string) =>
  `jsonb_build_object('id', ${line}.id, 'aggregate', ${line}.aggregate, 'stage', ${line}.stage,
     'status', ${line}.legal_status, 'ribbon', ${line}.item -> 'ribbon')`;

/** What the lines of these records rested on at a moment. */
export async function neighboursThen(
  client: Queryable,
  then: Then,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Around>> {
  return gather(await linksAmong(await sourceAround(client, then, ids)));
}

/** These records and those that they were linked with, whatever these became, for statements that ask for their links. */
export async function sourceAround(client: Queryable, then: Then, ids: readonly string[]): Promise<Source> {
  const first = await endsOf(client, then, ids);
  const became = new Map(then.became.map(({ id, other }) => [id, other]));
  const needed = [...ids, ...first].flatMap((id) => [id, became.get(id) ?? id]);
  return sourceThen(client, then, relationsOf(then, [...new Set(needed)]));
}

/** Records that these, or what was merged into them, are linked with by any relation. */
async function endsOf(
  client: Queryable,
  { viewer, position, became, refoldedLinks }: Then,
  ids: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(ids);
  const merged = became.flatMap(({ id, other }) => (other !== null && wanted.has(other) ? [id] : []));
  const all = [...ids, ...merged];
  const { rows } = await client.query<{ id: string }>({
    name: 'ends-then',
    text: `SELECT CASE WHEN l.from_id = ANY ($2::uuid[]) THEN l.to_id ELSE l.from_id END AS id
           FROM views.link_history l
           WHERE (l.from_id = ANY ($2::uuid[]) OR l.to_id = ANY ($2::uuid[])) AND ${wasKnown('l', '$3')} ORDER BY 1`,
    values: [audiencesOf(viewer), all, String(position)],
  });
  const refolded = refoldedLinks.flatMap(({ from_id, to_id }) => [String(from_id), String(to_id)]);
  return [...merged, ...rows.map(({ id }) => id), ...refolded];
}

/** Links of the kinds that lines rest on, with what either end shows. */
const linksAmong = (source: Source): Promise<readonly Linked[]> =>
  ask<Linked>(
    source,
    'neighbours',
    (_value, ctes) => `${withClause(ctes)}
      SELECT l.relation, ${shownLine('f')} AS "from", ${shownLine('t')} AS "to"
      FROM ${source.relations.link} l JOIN own f ON f.id = l.from_id JOIN own t ON t.id = l.to_id
      WHERE l.relation = 'covers' OR starts_with(l.relation, 'member.')
      ORDER BY l.from_id, l.to_id`,
  );

interface Around {
  readonly shown: Shown;
  readonly neighbours: Neighbours;
}

interface Gathered {
  readonly shown: Shown;
  readonly covered: Map<string, Shown>;
  readonly coveredBy: Map<string, Shown>;
  readonly members: Map<string, Shown>;
}

function gather(links: readonly Linked[]): ReadonlyMap<string, Around> {
  const all = new Map<string, Gathered>();
  const at = (line: ShownLine): Gathered => {
    const known = all.get(line.id);
    if (known !== undefined) return known;
    const fresh = { shown: shownOf(line), covered: new Map(), coveredBy: new Map(), members: new Map() };
    all.set(line.id, fresh);
    return fresh;
  };
  for (const { relation, from, to } of links) {
    if (isMembership(relation)) {
      at(from).members.set(to.id, shownOf(to));
      continue;
    }
    at(from).covered.set(to.id, shownOf(to));
    at(to).coveredBy.set(from.id, shownOf(from));
  }
  return new Map(
    [...all].map(([id, { shown, covered, coveredBy, members }]) => [
      id,
      {
        shown,
        neighbours: {
          covered: [...covered.values()],
          coveredBy: [...coveredBy.values()],
          members: [...members.values()],
        },
      },
    ]),
  );
}

function shownOf({ aggregate, stage, status, ribbon }: ShownLine): Shown {
  if (aggregate === 'agreement')
    return { aggregate, status: status ?? '', signed: ribbon?.signed ?? 'unknown' };
  if (aggregate === 'collection' || stage === null || ribbon === null) return { aggregate: 'collection' };
  return { aggregate, stage, ribbon };
}

/**
 * The register as it was, for statements that look at a filter's `headline`: what rests on linked records is worked out
 * where one is given.
 */
export async function readThenFor(
  client: Queryable,
  store: EventStore,
  asked: { readonly viewer: Viewer; readonly moment: Point; readonly headline: string | undefined },
): Promise<Then> {
  const then = await readThen(client, store, asked);
  return asked.headline === undefined ? then : withDerived(client, then);
}

/** The register as it was with what rests on linked records filled in. */
export async function withDerived(client: Queryable, then: Then): Promise<Then> {
  const all = gather(await linksAmong(sourceThen(client, then)));
  const derived = [...all].map(([id, { shown, neighbours }]) => {
    if (shown.aggregate === 'project') {
      return { id, headline: null, ribbon: { ...shown.ribbon, signed: signedBy(neighbours) } };
    }
    const { headline, ribbon } = among(shown, neighbours);
    return { id, headline: headline.code, ribbon };
  });
  return { ...then, derived };
}
