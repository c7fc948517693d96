import { FUNNEL_STEPS, type Funnel } from '#contracts';
import type { CollectionState } from '#domain';
import type { EventStore } from '#event-store';
import { isUuid } from '#platform';
import type pg from 'pg';
import type { Moment } from './moment.js';
import { withDerived } from './neighbours-then.js';
import { ask, LIVE, sourceThen, withClause, type Source } from './relations.js';
import { inSnapshot } from './snapshot.js';
import { knownValue, readFunnelGroups } from './summary-groups.js';
import { readThen, statesThen } from './then.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

/** What became of a collection's members; undefined when there is no collection that this viewer may see. */
export async function readFunnel(
  pool: pg.Pool,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer },
): Promise<Funnel | undefined> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const collection = await findCollection(client, id, viewer);
    if (collection === undefined) return undefined;
    return funnelOf({ client, viewer, relations: LIVE }, collection, asOfPosition);
  });
}

/** The same as it was at a moment; `id` is the collection's uuid. */
export async function readFunnelThen(
  pool: pg.Pool,
  store: EventStore,
  { id, viewer, moment }: { readonly id: string; readonly viewer: Viewer; readonly moment: Moment },
): Promise<Funnel | undefined> {
  const collection = [{ id, aggregate: 'collection' as const }];
  const [found] = await Array.fromAsync(statesThen(store, collection, { viewer, moment }));
  if (found?.[1].state.aggregate !== 'collection') return undefined;
  const then = await withDerived(pool, await readThen(pool, store, { viewer, moment }));
  const { state } = found[1];
  return inSnapshot(pool, ({ client }) =>
    funnelOf(sourceThen(client, then), { id, state }, String(moment.position)),
  );
}

async function funnelOf(
  source: Source,
  { id, state }: { readonly id: string; readonly state: CollectionState },
  asOfPosition: string,
): Promise<Funnel> {
  const groups = await readFunnelGroups(source, id);
  const step = (key: string) => groups.find((group) => group.dimension === 'step' && group.key === key);
  const all = groups.find(({ dimension }) => dimension === 'all');
  const { stated = 0, inferred = 0 } = (await readBases(source, id))[0] ?? {};
  return {
    ...{ id, publicId: state.publicId ?? '', titles: state.titles },
    ...{ members: all?.count ?? 0, stated, inferred },
    steps: FUNNEL_STEPS.map((name) => ({
      ...{ step: name, count: step(name)?.count ?? 0, value: knownValue(step(name)) },
    })),
    value: knownValue(all),
    claims: state.claims.map(({ eventId: _eventId, claimId: _claimId, ...claim }) => claim),
    asOfPosition,
  };
}

/** How many members are said by a source to be in, and how many were put in by inference. */
function readBases(source: Source, id: string) {
  return ask<{ stated: number; inferred: number }>(
    source,
    'funnel-bases',
    (value, ctes) => `${withClause(ctes)}
      SELECT count(DISTINCT to_id) FILTER (WHERE relation = 'member.stated')::int AS stated,
        count(DISTINCT to_id) FILTER (WHERE relation = 'member.inferred')::int AS inferred
      FROM ${source.relations.link} l WHERE from_id = ${value(id)}::uuid AND audience = ANY ($1)`,
  );
}

async function findCollection(
  client: pg.ClientBase,
  id: string,
  viewer: Viewer,
): Promise<{ readonly id: string; readonly state: CollectionState } | undefined> {
  const byUuid = isUuid(id);
  const { rows } = await client.query<{ id: string; state: CollectionState }>({
    name: `find-collection-${viewer}-${byUuid ? 'uuid' : 'public-id'}`,
    text: `SELECT r.id, ${stateFor(viewer)} AS state
           FROM views.record r JOIN views.record_state s ON s.id = r.id
           WHERE r.aggregate = 'collection' AND r.audience = ANY ($2)
             AND ${byUuid ? 'r.id = $1::uuid' : 'r.public_id = $1'}`,
    values: [id, audiencesOf(viewer)],
  });
  return rows[0];
}
