import type pg from 'pg';
import { parseBody } from '../body.js';
import type { AppendedEvent } from '../append/request.js';
import type { EventCatalogue } from '../catalogue.js';
import { StoreUnavailable, UnknownEvent } from '../errors.js';
import type { Position, RecordedEvent, StoredEvent } from '../event.js';
import { isConnectionLost, lease } from '../lease.js';
import type { StoreObserver } from '../observer.js';
import { parseInstant, recordedEvent, rowTypes, storedEvent, type EventRow, type StoredRow } from './rows.js';

/** Events of one page at most. */
export const MAX_PAGE = 5_000;

const COLUMNS = 'position, stream, version, type, schema_version, body, command_id, recorded_at';

const READ_AFTER = {
  name: 'es_read_after',
  text: `SELECT ${COLUMNS} FROM es.all_events WHERE position > $1 ORDER BY position LIMIT $2`,
};
const READ_STORED = {
  name: 'es_read_stored',
  text: `SELECT ${COLUMNS}, salt, commitment FROM es.all_events WHERE position > $1 ORDER BY position LIMIT $2`,
};
const READ_STREAM = {
  name: 'es_read_stream',
  text: `SELECT ${COLUMNS} FROM es.all_events WHERE stream = $1 AND version > $2 AND version <= $3 ORDER BY version LIMIT $4`,
};
const READ_BY_STREAM = {
  name: 'es_read_by_stream',
  text: `SELECT ${COLUMNS} FROM es.all_events WHERE (stream, version) > ($1, $2) AND position <= $3
         ORDER BY stream, version LIMIT $4`,
};
const READ_HEAD = { name: 'es_read_head', text: 'SELECT position, epoch FROM es.log_head' };
const FIND_COMMAND = {
  name: 'es_find_command',
  text: `SELECT encode(fingerprint, 'hex'), first_position, last_position, note FROM es.commands WHERE command_id = $1`,
};

const FIND_CLAIMS = {
  name: 'es_find_claims',
  text: 'SELECT key, holder FROM es.claims WHERE key = ANY ($1) ORDER BY key',
};

interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface CommandRow {
  readonly fingerprint: string;
  /** Null: the command had no events. */
  readonly first: Position | null;
  readonly last: Position;
  readonly note: string | null;
}

/** Reads of the log, each one statement, paged by key and ordered. */
export class LogReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly catalogue: EventCatalogue,
    private readonly observer: StoreObserver,
  ) {}

  /**
   * Events after `position`. Stops before an event this release cannot read.
   * @throws UnknownEvent when that is the very first.
   */
  async after(position: Position, limit: number): Promise<RecordedEvent[]> {
    const rows = await this.#rows<EventRow>(READ_AFTER, [String(position), clamp(limit)]);
    const events: RecordedEvent[] = [];
    for (const row of rows) {
      try {
        events.push(recordedEvent(row, this.catalogue));
      } catch (error) {
        if (error instanceof UnknownEvent && events.length > 0) return events;
        throw error;
      }
    }
    return events;
  }

  async storedAfter(position: Position, limit: number): Promise<StoredEvent[]> {
    const rows = await this.#rows<StoredRow>(READ_STORED, [String(position), clamp(limit)]);
    return rows.map(storedEvent);
  }

  /** Events of `stream` with a version above `after`, up to `last`. */
  async stream(stream: string, after: number, last: number, limit: number): Promise<RecordedEvent[]> {
    const rows = await this.#rows<EventRow>(READ_STREAM, [stream, after, last, clamp(limit)]);
    return rows.map((row) => recordedEvent(row, this.catalogue));
  }

  /** Events up to a position in order of stream and version, those behind version `version` of `stream`. */
  async byStream(
    { stream, version }: { readonly stream: string; readonly version: number },
    upTo: Position,
    limit: number,
  ): Promise<RecordedEvent[]> {
    const values = [stream, version, String(upTo), clamp(limit)];
    const rows = await this.#rows<EventRow>(READ_BY_STREAM, values);
    return rows.map((row) => recordedEvent(row, this.catalogue));
  }

  async head(): Promise<{ position: Position; epoch: string }> {
    const [row] = await this.#rows<[bigint, string]>(READ_HEAD, []);
    if (row === undefined) throw new StoreUnavailable('the log has no head: the database is not migrated');
    return { position: row[0], epoch: row[1] };
  }

  async command(commandId: string): Promise<CommandRow | undefined> {
    const [row] = await this.#rows<[string, bigint | null, bigint, string | null]>(FIND_COMMAND, [commandId]);
    return row === undefined ? undefined : { fingerprint: row[0], first: row[1], last: row[2], note: row[3] };
  }

  /** Those of the keys that are held, with their holders. */
  claims(keys: readonly string[]): Promise<[key: string, holder: string][]> {
    return this.#rows<[string, string]>(FIND_CLAIMS, [keys]);
  }

  /** What the append of a command answered about its events. */
  async appended(first: Position | null, last: Position): Promise<AppendedEvent[]> {
    if (first === null) return [];
    const rows = await this.#rows<EventRow>(READ_AFTER, [String(first - 1n), Number(last - first) + 1]);
    return rows.map(([position, stream, version, type, , body, , recordedAt]) => {
      const { id } = parseBody(body);
      return { id, type, stream, version, position, recordedAt: parseInstant(recordedAt) };
    });
  }

  /** A read is repeated once on another connection when its own turns out to be cut. */
  async #rows<Row extends unknown[]>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    try {
      return await this.#rowsOnce<Row>(statement, values);
    } catch (cause) {
      if (!isConnectionLost(cause)) throw unreadable(cause);
    }
    return this.#rowsOnce<Row>(statement, values).catch((cause: unknown) => {
      throw unreadable(cause);
    });
  }

  async #rowsOnce<Row extends unknown[]>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const { client, release } = await lease(this.pool);
    const began = performance.now();
    try {
      const query = { ...statement, values: [...values], rowMode: 'array' as const, types: rowTypes };
      const { rows } = await client.query<Row>(query);
      release(false);
      const seconds = (performance.now() - began) / 1_000;
      this.observer.read({ statement: statement.name, rows: rows.length, seconds });
      return rows;
    } catch (cause) {
      release(true);
      throw cause;
    }
  }
}

const unreadable = (cause: unknown): StoreUnavailable =>
  cause instanceof StoreUnavailable
    ? cause
    : new StoreUnavailable(`the log could not be read: ${(cause as Error).message}`, { cause });

const clamp = (limit: number): number => Math.max(1, Math.min(MAX_PAGE, Math.trunc(limit)));
