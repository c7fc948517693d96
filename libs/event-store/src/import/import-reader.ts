import type pg from 'pg';
import { parseNote } from '../append/result.js';
import type { PreparedAppend } from '../append/prepare.js';
import type { AppendedEvent, AppendResult } from '../append/request.js';
import { StoreUnavailable } from '../errors.js';
import { lease } from '../lease.js';
import { parseInstant, rowTypes } from '../read/rows.js';

const KNOWN = {
  name: 'es_import_known',
  text: `SELECT c.command_id, encode(c.fingerprint, 'hex'), c.last_position, c.note,
      e.position, e.stream, e.version, e.type, e.body::json ->> 'id', e.recorded_at
    FROM unnest($1::uuid[]) AS wanted(id)
    JOIN es.commands c ON c.command_id = wanted.id
    LEFT JOIN es.all_events e ON e.position BETWEEN c.first_position AND c.last_position
    ORDER BY c.last_position, c.command_id, e.position`,
};

type KnownRow = [
  commandId: string,
  fingerprint: string,
  last: bigint,
  note: string | null,
  ...([bigint, string, number, string, string, string] | [null, null, null, null, null, null]),
];

/** What an import asks of the log for a whole chunk at once. */
export class ImportReader {
  constructor(private readonly pool: pg.Pool) {}

  /** The answers to those commands that the log has already, by command id. */
  async known(appends: readonly PreparedAppend[]): Promise<Map<string, AppendResult>> {
    const ids = appends.map(({ commandId }) => commandId);
    const byCommand = Map.groupBy(await this.#rows<KnownRow>(KNOWN, [ids]), ([commandId]) => commandId);
    const answers = new Map<string, AppendResult>();
    for (const { commandId, fingerprint } of appends) {
      const rows = byCommand.get(commandId);
      if (rows !== undefined) answers.set(commandId, answerOf(rows, fingerprint));
    }
    return answers;
  }

  async #rows<Row extends unknown[]>(
    statement: { name: string; text: string },
    values: unknown[],
  ): Promise<Row[]> {
    const { client, release } = await lease(this.pool);
    try {
      const query = { ...statement, values, rowMode: 'array' as const, types: rowTypes };
      const { rows } = await client.query<Row>(query);
      release(false);
      return rows;
    } catch (cause) {
      release(true);
      throw new StoreUnavailable(`the log could not be read: ${(cause as Error).message}`, { cause });
    }
  }
}

function answerOf(rows: readonly KnownRow[], fingerprint: string): AppendResult {
  const [[, known, last, note] = []] = rows;
  if (known !== fingerprint || last === undefined) return { kind: 'mismatch' };
  const events = rows.flatMap((row): AppendedEvent[] => {
    const [, , , , position, stream, version, type, id, recordedAt] = row;
    if (position === null) return [];
    return [{ id, type, stream, version, position, recordedAt: parseInstant(recordedAt) }];
  });
  return { kind: 'duplicate', position: last, events, note: parseNote(note ?? null) };
}
