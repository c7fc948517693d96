import type { DriftPage, DriftQuery } from '#contracts';
import type { Aggregate } from '#domain';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import { recordOfStream } from '../register/fact.js';
import { foldBatch, type Folded } from '../register/fold.js';
import { linesOf } from '../register/lines.js';
import { restingOf } from '../register/surroundings.js';
import type { BatchContext } from '../runner/projection.js';
import { driftOf, type WholeLine } from './drift-fields.js';
import { sideBySide } from './side-by-side.js';
import { inSnapshot } from './snapshot.js';

// Records of the log, and lines that no record of the log stands behind.
const RECORDS = `
  WITH known AS (
    SELECT stream AS name FROM es.all_events WHERE version = 1 AND position <= $1
      AND stream ~ '^(agreement|project|collection)-'
    UNION SELECT aggregate || '-' || id FROM views.record
  ), record AS (
    SELECT name, substr(name, strpos(name, '-') + 1)::uuid AS id FROM known
  )
  SELECT name, id, (SELECT count(*)::int FROM record) AS of
  FROM record WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $3`;

const LINES = `
  SELECT to_jsonb(r) || jsonb_build_object('value_amount', r.value_amount::text, 'position', r.position::text,
    'milestone_rows', coalesce((SELECT jsonb_agg(to_jsonb(m) ORDER BY m.milestone_id) FROM views.milestone m
      WHERE m.record_id = r.id AND m.audience = r.audience), '[]')) AS line
  FROM views.record r WHERE r.id = ANY ($1::uuid[])`;

interface RecordRow {
  readonly name: string;
  readonly id: string;
  readonly of: number;
}

const AUDIENCES = ['all', 'staff', 'public'] as const;

/** Compares lines of the register with what the log comes to, folded from its first event, a page of records at a time. */
export const readDrift = (pool: pg.Pool, store: EventStore, query: DriftQuery): Promise<DriftPage> =>
  inSnapshot(pool, async ({ client, asOfPosition }) => {
    const { rows } = await client.query<RecordRow>(RECORDS, [
      ...[asOfPosition, query.after ?? null, query.limit + 1],
    ]);
    const page = rows.slice(0, query.limit);
    const ids = page.map(({ id }) => id);
    const found = await client.query<{ line: WholeLine }>(LINES, [ids]);
    const register = byKey(found.rows.map(({ line }) => line));
    const replay = byKey(await replayed({ client, store, position: BigInt(asOfPosition) }, ids));
    return {
      ...{ checked: page.length, of: rows[0]?.of ?? 0 },
      differing: page.flatMap(({ name, id }) =>
        AUDIENCES.flatMap((audience) => {
          const [shown, folded] = [register.get(`${id} ${audience}`), replay.get(`${id} ${audience}`)];
          const publicId = folded?.public_id ?? shown?.public_id ?? '';
          return driftOf(shown, folded).map((drift) => ({
            ...{ kind: kindOf(name), id, publicId, audience, ...drift },
          }));
        }),
      ),
      asOfPosition,
      next: rows.length > query.limit ? (ids.at(-1) ?? null) : null,
    };
  });

interface Log {
  readonly client: pg.ClientBase;
  readonly store: EventStore;
  readonly position: bigint;
}

/** The lines of these records from the log alone; the tables only say which other records they are linked with. */
async function replayed({ client, store, position }: Log, ids: readonly string[]): Promise<WholeLine[]> {
  const context: BatchContext = {
    ...{ client, table: (name) => `views.${name}` },
    earlier: (stream) => store.readStream(stream),
  };
  const around = await restingOf(context, ids);
  const kinds = new Map([...around.states].map(([id, { whole }]) => [id, whole.state.aggregate]));
  const unknown = ids.filter((id) => !kinds.has(id));
  for (const [id, kind] of await kindsOf(client, unknown)) kinds.set(id, kind);
  const states = new Map<string, Folded>();
  const streams = [...kinds].map(([id, kind]) => `${kind}-${id}`);
  const read = (stream: string) => Array.fromAsync(store.readStream(stream));
  for await (const events of sideBySide(streams, read)) {
    const { touched } = await foldBatch(
      new Map(),
      events.filter((event) => event.position <= position),
      context,
    );
    for (const [id, folded] of touched) states.set(id, folded);
  }
  const { records, milestones } = linesOf({ states, affected: ids });
  return records.map((record) => wholeOf(record, milestones));
}

type Lines = ReturnType<typeof linesOf>;

function wholeOf(record: Lines['records'][number], milestones: Lines['milestones']): WholeLine {
  const own = milestones.filter((row) => row.record_id === record.id && row.audience === record.audience);
  const milestone_rows = own.sort((a, b) => (a.milestone_id < b.milestone_id ? -1 : 1));
  return JSON.parse(JSON.stringify({ ...record, milestone_rows })) as WholeLine;
}

async function kindsOf(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly (readonly [string, Aggregate])[]> {
  const { rows } = await client.query<{ stream: string }>(
    `SELECT stream FROM es.all_events WHERE version = 1
       AND substr(stream, strpos(stream, '-') + 1) = ANY ($1::text[])`,
    [ids],
  );
  return rows.flatMap(({ stream }) => {
    const record = recordOfStream(stream);
    return record === undefined ? [] : [[record.id, record.aggregate] as const];
  });
}

const byKey = (lines: readonly WholeLine[]): ReadonlyMap<string, WholeLine> =>
  new Map(lines.map((line) => [`${line.id} ${line.audience}`, line]));

const kindOf = (stream: string): Aggregate => recordOfStream(stream)?.aggregate ?? 'project';
