import type { RegisterItem } from '#contracts';
import type { EventStore } from '#event-store';
import { ALONE, derive, type Neighbours } from '../register/derive.js';
import type { Known } from '../register/fold.js';
import { recordRow } from '../register/rows.js';
import { itemOf } from './items.js';
import type { Moment } from './moment.js';
import { neighboursThen } from './neighbours-then.js';
import type { Queryable } from './relations.js';
import { statesThen, type RecordName, type Then } from './then.js';

/** A line of a page as it was. */
export interface ListedThen extends RecordName {
  readonly last_news_on: string | null;
}

/** Lines of a page as lists answered them at a moment, from the records' own streams. */
export async function itemsThen(
  client: Queryable,
  { store, then }: { readonly store: EventStore; readonly then: Then },
  { lines, moment }: { readonly lines: readonly ListedThen[]; readonly moment: Moment },
): Promise<RegisterItem[]> {
  const states = new Map<string, Known>();
  const { viewer } = then;
  for await (const [{ id }, known] of statesThen(store, lines, { viewer, moment })) {
    states.set(id, known);
  }
  const around = await neighboursThen(
    client,
    then,
    lines.map(({ id }) => id),
  );
  return lines.flatMap(({ id, last_news_on }) => {
    const known = states.get(id);
    if (known === undefined) return [];
    return itemThen({ id, last_news_on, known, neighbours: around.get(id)?.neighbours }, moment.day);
  });
}

interface KnownThen extends Pick<ListedThen, 'id' | 'last_news_on'> {
  readonly known: Known;
  readonly neighbours: Neighbours | undefined;
}

/** The line of one record, from what was known of it and of those that it rests on. */
export function itemThen(
  { id, last_news_on, known, neighbours = ALONE }: KnownThen,
  day: string,
): RegisterItem {
  const derived = derive(known.state, neighbours);
  const { public_id, version, item } = recordRow(id, known, { ...derived, audience: 'all' });
  const line = { id, public_id: public_id ?? '', version, position: known.position, last_news_on, item };
  return itemOf(line, day);
}
