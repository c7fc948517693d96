import { asOfDay, foldFacts, type Aggregate, type Fact } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { factOf, recordOfStream } from '../register/fact.js';
import type { Known } from '../register/fold.js';
import { ownLineOf, type OwnLine } from '../register/line-history.js';
import { rowsOf } from '../register/link-history.js';
import type { Point } from './moment.js';
import type { Queryable } from './relations.js';
import { sideBySide } from './side-by-side.js';
import { audiencesOf, maySee, type Viewer } from './viewer.js';
import { hadHappened, wasKnown } from './was-known.js';

/** The register as it was at a moment: what its tables keep of it, and what is worked out when it is asked for. */
export interface Then {
  readonly viewer: Viewer;
  readonly position: bigint;
  readonly validAt: string | undefined;
  /** Lines of the records of which something had not happened yet by the day that is asked for. */
  readonly refolded: readonly OwnLine[];
  readonly refoldedLinks: readonly Readonly<Record<string, unknown>>[];
  /** Records that were merged or voided, each with the one that it became, and the one that it was merged into. */
  readonly became: readonly {
    readonly id: string;
    readonly other: string | null;
    readonly into: string | null;
  }[];
  /** What rests on linked records, for statements that ask for it. */
  readonly derived: readonly Readonly<Record<'id' | 'headline' | 'ribbon', unknown>>[];
}

export interface RecordName {
  readonly id: string;
  readonly aggregate: Aggregate;
}

/** Above this many records, reading the whole log once is faster than reading their streams one by one. */
const FEW = 2_000;

export async function readThen(
  client: Queryable,
  store: EventStore,
  { viewer, moment }: { readonly viewer: Viewer; readonly moment: Point },
): Promise<Then> {
  const { position, validAt } = moment;
  const { refolded, refoldedLinks } = await refold(client, store, { viewer, moment });
  const gone = [
    ...(await readGone(client, viewer, moment)),
    ...refolded.filter((line) => line.voided || line.merged_into !== null),
  ];
  return { viewer, position, validAt, refolded, refoldedLinks, became: survivors(gone), derived: [] };
}

async function refold(
  client: Queryable,
  store: EventStore,
  { viewer, moment }: { readonly viewer: Viewer; readonly moment: Point },
): Promise<Pick<Then, 'refolded' | 'refoldedLinks'>> {
  const refolded: OwnLine[] = [];
  const refoldedLinks: Then['refoldedLinks'][number][] = [];
  if (moment.validAt === undefined) return { refolded, refoldedLinks };
  const { rows } = await client.query<RecordName>({
    name: 'lines-behind-day',
    text: `SELECT id, aggregate FROM views.line_history
           WHERE ${wasKnown('line_history', '$2')} AND NOT ${hadHappened('line_history', '$3')} ORDER BY id`,
    values: [audiencesOf(viewer), String(moment.position), moment.validAt],
  });
  for await (const [{ id }, known] of statesThen(store, rows, { viewer, moment })) {
    refolded.push(ownLineOf(id, known, viewer));
    refoldedLinks.push(...rowsOf(id, known, viewer));
  }
  return { refolded, refoldedLinks };
}

/** What this reader knew of records at a moment; those that it knew nothing of are left out. */
export async function* statesThen(
  store: EventStore,
  records: readonly RecordName[],
  { viewer, moment }: { readonly viewer: Viewer; readonly moment: Point },
): AsyncGenerator<readonly [RecordName, Known], void, undefined> {
  const streams = records.length > FEW ? fromWholeLog(store, records, moment) : oneByOne(store, records);
  for await (const [record, events] of streams) {
    const seen = events.filter((event) => event.position <= moment.position && maySee(viewer, event));
    const last = seen.at(-1);
    if (last === undefined) continue;
    const state = stateOf(record.aggregate, seen.map(factOf), moment.validAt);
    if (!state.exists) continue;
    yield [record, { state, version: last.version, position: last.position, latestDay: null }];
  }
}

const stateOf = (aggregate: Aggregate, facts: readonly Fact[], validAt: string | undefined) =>
  validAt === undefined ? foldFacts(aggregate, facts) : asOfDay(aggregate, facts, validAt).state;

type Stream = readonly [RecordName, readonly RecordedEvent[]];

const oneByOne = (
  store: EventStore,
  records: readonly RecordName[],
): AsyncGenerator<Stream, void, undefined> =>
  sideBySide(records, async (record) => [
    record,
    await Array.fromAsync(store.readStream(`${record.aggregate}-${record.id}`)),
  ]);

async function* fromWholeLog(
  store: EventStore,
  records: readonly RecordName[],
  { position }: Point,
): AsyncGenerator<Stream, void, undefined> {
  const wanted = new Map(records.map((record) => [record.id, record]));
  let own: RecordedEvent[] = [];
  const streamOf = (): Stream[] => {
    const record = wanted.get(recordOfStream(own[0]?.stream ?? '')?.id ?? '');
    return record === undefined ? [] : [[record, own]];
  };
  for await (const page of store.readByStream(position, 5_000)) {
    for (const event of page) {
      if (own[0] !== undefined && own[0].stream !== event.stream) {
        yield* streamOf();
        own = [];
      }
      own.push(event);
    }
  }
  yield* streamOf();
}

interface Gone {
  readonly id: string;
  readonly voided: boolean;
  readonly merged_into: string | null;
}

/** Of the lines that the tables keep. */
async function readGone(
  client: Queryable,
  viewer: Viewer,
  { position, validAt }: Point,
): Promise<readonly Gone[]> {
  const { rows } = await client.query<Gone>({
    name: 'gone-lines',
    text: `SELECT id, voided, merged_into FROM views.line_history
           WHERE ${wasKnown('line_history', '$2')} AND ${hadHappened('line_history', '$3')}
             AND (voided OR merged_into IS NOT NULL) ORDER BY id`,
    values: [audiencesOf(viewer), String(position), validAt ?? null],
  });
  return rows;
}

/** Follows merges to their end; a voided end, or a circle, is no record to show. */
function survivors(gone: readonly Gone[]): Then['became'] {
  const byId = new Map(gone.map((line) => [line.id, line]));
  const survivorOf = (id: string): string | null => {
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at);) {
      seen.add(at);
      const line: Gone | undefined = byId.get(at);
      if (line === undefined) return at;
      at = line.voided ? null : line.merged_into;
    }
    return null;
  };
  return gone.map(({ id, merged_into: into }) => ({ id, other: survivorOf(id), into }));
}
