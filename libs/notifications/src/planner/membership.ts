import { isCorrection, type AnyEvent, type CollectionState } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import type pg from 'pg';
import { emptyRecord, evolveRecord, type RecordView } from '../record/record-state.js';

type Db = Pick<pg.ClientBase, 'query'>;

interface Change {
  readonly kind: 'added' | 'removed';
  readonly member: string;
  readonly collection: string;
}

const PAGE = 5_000;

// UNION, not UNION ALL: the domain refuses circles of collections, and a loop here would end all notices.
const COLLECTIONS = `
  WITH RECURSIVE holders AS (
    SELECT m.collection FROM notify.membership m WHERE m.member = $1
    UNION
    SELECT m.collection FROM notify.membership m JOIN holders h ON m.member = h.collection
  )
  SELECT collection FROM holders ORDER BY collection`;

/** Streams of the collections that hold a record, directly or through other collections. */
export async function collectionsOf(db: Db, stream: string): Promise<string[]> {
  const values = [stream];
  const { rows } = await db.query<{ collection: string }>({
    name: 'collections-of',
    text: COLLECTIONS,
    values,
  });
  return rows.map(({ collection }) => collection);
}

/** Keeps what an event says of membership; `record` is the one it belongs to, after it. */
export async function noteMembership(
  db: Db,
  event: RecordedEvent,
  record: RecordView | undefined,
): Promise<void> {
  if (isCorrection(event) && record?.state.aggregate === 'collection') {
    await db.query('DELETE FROM notify.membership WHERE collection = $1', [record.stream]);
    await db.query('INSERT INTO notify.membership (member, collection) SELECT unnest($1::text[]), $2', [
      membersOf(record.state),
      record.stream,
    ]);
    return;
  }
  const change = changeOf(event);
  if (change === undefined) return;
  const statement =
    change.kind === 'added'
      ? 'INSERT INTO notify.membership (member, collection) VALUES ($1, $2) ON CONFLICT DO NOTHING'
      : 'DELETE FROM notify.membership WHERE member = $1 AND collection = $2';
  await db.query(statement, [change.member, change.collection]);
}

/** All memberships at `position`, folded from the beginning of the log: `[member, collection]`. */
export async function membershipsAt(
  store: Pick<EventStore, 'readAfter'>,
  position: bigint,
): Promise<[string, string][]> {
  const collections = new Map<string, RecordView>();
  for (let after = 0n; after < position;) {
    const events = await store.readAfter(after, PAGE);
    for (const event of events) {
      if (event.position > position || !event.stream.startsWith('collection-')) continue;
      const known = collections.get(event.stream) ?? emptyRecord(event.stream);
      if (known !== undefined) collections.set(event.stream, evolveRecord(known, event));
    }
    after = events.at(-1)?.position ?? position;
  }
  return [...collections.values()].flatMap(({ stream, state }) =>
    state.aggregate === 'collection'
      ? membersOf(state).map((member): [string, string] => [member, stream])
      : [],
  );
}

/** Streams of a collection's members, each once. */
const membersOf = ({ members }: CollectionState): string[] => [
  ...new Set(members.map(({ memberKind, memberId }) => `${memberKind}-${memberId}`)),
];

function changeOf(event: RecordedEvent): Change | undefined {
  const { type, data } = event as Pick<RecordedEvent, 'type' | 'data'> as AnyEvent;
  if (type !== 'MemberAdded' && type !== 'MemberRemoved') return undefined;
  const member = `${data.memberKind}-${data.memberId}`;
  return { kind: type === 'MemberAdded' ? 'added' : 'removed', member, collection: event.stream };
}
