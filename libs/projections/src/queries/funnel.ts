import { FUNNEL_STEPS, type Funnel } from '#contracts';
import type { CollectionState } from '#domain';
import { isUuid } from '#platform';
import type pg from 'pg';
import { inSnapshot } from './snapshot.js';
import { knownValue, readFunnelGroups } from './summary-groups.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

interface CollectionRow {
  readonly id: string;
  readonly public_id: string;
  readonly state: CollectionState;
  readonly stated: number;
  readonly inferred: number;
}

/** What became of a collection's members; undefined when there is no collection that this viewer may see. */
export async function readFunnel(
  pool: pg.Pool,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer },
): Promise<Funnel | undefined> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const row = await findCollection(client, id, viewer);
    if (row === undefined) return undefined;
    const groups = await readFunnelGroups(client, audiencesOf(viewer), row.id);
    const step = (key: string) => groups.find((group) => group.dimension === 'step' && group.key === key);
    const all = groups.find(({ dimension }) => dimension === 'all');
    return {
      ...{ id: row.id, publicId: row.public_id, titles: row.state.titles },
      ...{ members: all?.count ?? 0, stated: row.stated, inferred: row.inferred },
      steps: FUNNEL_STEPS.map((name) => ({
        ...{ step: name, count: step(name)?.count ?? 0, value: knownValue(step(name)) },
      })),
      value: knownValue(all),
      claims: row.state.claims.map(({ eventId: _eventId, claimId: _claimId, ...claim }) => claim),
      asOfPosition,
    };
  });
}

async function findCollection(
  client: pg.ClientBase,
  id: string,
  viewer: Viewer,
): Promise<CollectionRow | undefined> {
  const byUuid = isUuid(id);
  const members = (basis: string) =>
    `(SELECT count(DISTINCT l.to_id)::int FROM views.link l
      WHERE l.from_id = r.id AND l.relation = 'member.${basis}' AND l.audience = ANY ($2))`;
  const { rows } = await client.query<CollectionRow>({
    name: `find-collection-${viewer}-${byUuid ? 'uuid' : 'public-id'}`,
    text: `SELECT r.id, r.public_id, ${stateFor(viewer)} AS state, ${members('stated')} AS stated,
             ${members('inferred')} AS inferred
           FROM views.record r JOIN views.record_state s ON s.id = r.id
           WHERE r.aggregate = 'collection' AND r.audience = ANY ($2)
             AND ${byUuid ? 'r.id = $1::uuid' : 'r.public_id = $1'}`,
    values: [id, audiencesOf(viewer)],
  });
  return rows[0];
}
