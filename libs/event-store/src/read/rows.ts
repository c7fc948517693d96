import pg from 'pg';
import { parseBody } from '../body.js';
import type { EventCatalogue } from '../catalogue.js';
import { UnknownEvent } from '../errors.js';
import type { RecordedEvent, StoredEvent } from '../event.js';

/** Columns of an event that a program reads, in the order of EventRow. */
export type EventRow = [
  position: bigint,
  stream: string,
  version: number,
  type: string,
  schemaVersion: number,
  body: string,
  commandId: string,
  recordedAt: string,
];

export type StoredRow = [...EventRow, salt: Buffer, commitment: Buffer];

const INT8 = 20;
const INT4 = 23;
const BYTEA = 17;
const TIMESTAMPTZ = 1184;

const asText = (text: string): string => text;
const parseBytea = pg.types.getTypeParser(BYTEA, 'text') as (text: string) => Buffer;
const parseDate = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

/** Parsers of this library's own statements: other packages may have changed those of the process or the pool. */
export const rowTypes = {
  getTypeParser: (oid: number) =>
    oid === INT8 ? BigInt : oid === INT4 ? Number : oid === BYTEA ? parseBytea : asText,
};

/** Instant of a timestamptz as Postgres prints it, whatever the session's time zone. */
export const parseInstant = (text: string): Date =>
  text.endsWith('+00') ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseDate(text);

/** @throws UnknownEvent when this release cannot read the event. */
export function recordedEvent(row: EventRow, catalogue: EventCatalogue): RecordedEvent {
  const [position, stream, version, type, writtenVersion, body, commandId, recordedAt] = row;
  const parsed = parseBody(body);
  if (!parsed.known) {
    throw new UnknownEvent(
      { position, type, schemaVersion: writtenVersion },
      'this release does not know the layout of its body',
    );
  }
  const { schemaVersion, data } = catalogue.upcast({
    position,
    type,
    schemaVersion: writtenVersion,
    data: parsed.data,
  });
  return {
    position,
    stream,
    version,
    type,
    schemaVersion,
    id: parsed.id,
    recordedAt: parseInstant(recordedAt),
    envelope: parsed.envelope,
    data,
    prev: parsed.prev,
    commandId,
  };
}

export function storedEvent(row: StoredRow): StoredEvent {
  const [position, stream, version, type, schemaVersion, body, commandId, recordedAt, salt, commitment] = row;
  const instant = parseInstant(recordedAt);
  return {
    position,
    stream,
    version,
    type,
    schemaVersion,
    body,
    salt,
    commitment,
    commandId,
    recordedAt: instant,
    recordedAtExact: exactInstant(instant, recordedAt),
  };
}

function exactInstant(instant: Date, text: string): string {
  const digits = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${instant.toISOString().slice(0, 19)}.${digits.padEnd(6, '0')}Z`;
}
