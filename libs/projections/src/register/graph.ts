import type { AnyRecord } from '#domain';
import type { BatchContext } from '../runner/projection.js';
import type { Folded } from './fold.js';

/** A link from one record to another, with its relation. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
}

/** Links that a state tells: of agreements to projects and agreements, of collections to members, of merges. */
export function linksOf(id: string, state: AnyRecord): readonly Link[] {
  const merged =
    state.mergedInto === null ? [] : [{ from: id, to: state.mergedInto, relation: 'mergedInto' }];
  switch (state.aggregate) {
    case 'agreement':
      return [
        ...state.links.map(({ projectId, relation }) => ({ from: id, to: projectId, relation })),
        ...state.relations.map(({ otherId, relation }) => ({ from: id, to: otherId, relation })),
        ...merged,
      ];
    case 'project':
      return merged;
    case 'collection':
      return [
        ...state.members.map(({ memberId, basis }) => ({
          from: id,
          to: memberId,
          relation: `member.${basis}`,
        })),
        ...merged,
      ];
  }
}

interface StateRow {
  id: string;
  version: number;
  position: bigint;
  state: AnyRecord;
  public_state: AnyRecord | null;
}

/** Loads the folded states of records; those that are not there yet are left out. */
export async function loadStates(
  context: BatchContext,
  ids: readonly string[],
): Promise<Map<string, Folded>> {
  if (ids.length === 0) return new Map();
  const { rows } = await context.client.query<StateRow>(
    `SELECT id, version, position, state, public_state FROM ${context.table('record_state')}
     WHERE id = ANY ($1::uuid[]) ORDER BY id`,
    [ids],
  );
  return new Map(
    rows.map(({ id, version, position, state, public_state }) => [
      id,
      { id, version, position, whole: state, public: public_state ?? state },
    ]),
  );
}

/** Links that begin or end at one of `ids`, as the tables stood before the batch. */
export async function loadAdjacent(context: BatchContext, ids: readonly string[]): Promise<readonly Link[]> {
  if (ids.length === 0) return [];
  const { rows } = await context.client.query<Link>(
    `SELECT DISTINCT from_id AS "from", to_id AS "to", relation FROM ${context.table('link')}
     WHERE to_id = ANY ($1::uuid[]) OR from_id = ANY ($1::uuid[]) ORDER BY 1, 2, 3`,
    [ids],
  );
  return rows;
}
