import { z } from 'zod';
import { recordOf, streamOf, type RecordState } from '#commands';
import { positionShape, recordIdShape } from '#contracts';
import { comparable } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { RecordStates } from '#commands';

const text = z.string().trim().min(1).max(200).optional();

/** Where to begin, and what to hear of: the filters mean what they mean for the lists. */
export const streamQueryShape = z.strictObject({
  after: positionShape
    .optional()
    .meta({ description: 'Events after this position; the header Last-Event-ID goes first' }),
  record: recordIdShape.optional().meta({ description: 'Uuid of one record' }),
  aggregate: z.enum(['agreement', 'project', 'collection']).optional(),
  region: text.meta({ description: 'ISO 3166-2, e.g. KZ-31' }),
  sector: text.meta({ description: 'A sector and those below it' }),
  party: text.meta({ description: 'Part of a party name, or its identifier' }),
  collection: recordIdShape.optional().meta({ description: 'Uuid of a collection: it and its members' }),
});
export type StreamQuery = z.infer<typeof streamQueryShape>;

/** Whether an event of the record in this state is one that the follower asked for. */
export async function matches(
  query: StreamQuery,
  event: RecordedEvent,
  state: RecordState,
  states: RecordStates,
): Promise<boolean> {
  const { aggregate, id } = recordOf(event.stream);
  if (query.record !== undefined && query.record !== id) return false;
  if (query.aggregate !== undefined && query.aggregate !== aggregate) return false;
  if (query.region !== undefined && !(state.location?.regions.includes(query.region) ?? false)) return false;
  if (query.sector !== undefined && !isWithin(state.classifications['sector'], query.sector)) return false;
  if (query.party !== undefined && !hasParty(state, query.party)) return false;
  return query.collection === undefined || (await isMember(query.collection, { aggregate, id }, states));
}

const isWithin = (sector: string | undefined, asked: string): boolean =>
  sector === asked || (sector?.startsWith(`${asked}.`) ?? false);

function hasParty(state: RecordState, asked: string): boolean {
  const wanted = comparable(asked);
  return state.parties.some(({ party }) => {
    const names = [party.name, ...Object.values(party.names ?? {}), party.identifier?.id];
    return names.some((name) => name !== undefined && comparable(name).includes(wanted));
  });
}

async function isMember(
  collection: string,
  record: { readonly aggregate: string; readonly id: string },
  states: RecordStates,
): Promise<boolean> {
  if (record.id === collection) return true;
  const { record: loaded } = await states.newest(streamOf('collection', collection));
  return (
    loaded.state.aggregate === 'collection' &&
    loaded.state.members.some((member) => member.memberId === record.id)
  );
}
