import pg from 'pg';
import type { Position } from '../event.js';
import { byteaArray, hexArray, int4Array, textArray, uuidArray } from './binary-array.js';
import type { PreparedAppend } from './prepare.js';
import type { ExpectedVersion } from './request.js';

/** What es.append says of one command of the batch. */
export type Verdict =
  | {
      readonly kind: 'appended';
      readonly base: Position;
      readonly bases: readonly number[];
      readonly at: Date;
    }
  | {
      readonly kind: 'duplicate';
      readonly first: Position | null;
      readonly last: Position;
      readonly note: string | null;
    }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'claimed'; readonly key: string; readonly holder: string }
  | { readonly kind: 'conflict'; readonly stream: string; readonly actual: number };

type Refusal =
  | { i: number; kind: 'duplicate'; first: string | null; last: string; note: string | null }
  | { i: number; kind: 'mismatch' }
  | { i: number; kind: 'claimed'; key: string; holder: string }
  | { i: number; kind: 'conflict'; stream: string; actual: number };

const STATEMENT = {
  name: 'es_append',
  text: 'SELECT base, at, bases, refusals FROM es.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
};

const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;
const TIMESTAMPTZ = 1184;
/** Instant of a timestamptz as node-postgres reads it. */
export const parseTimestamp = pg.types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

export interface CallOptions {
  /** Whether listeners are told by this transaction. */
  readonly notify: boolean;
  /** Milliseconds. */
  readonly answerTimeout: number;
}

/** Sends the batch as one statement, a transaction of its own, and reads the verdict on each command. */
export async function callAppend(
  client: pg.ClientBase,
  batch: readonly PreparedAppend[],
  { notify, answerTimeout }: CallOptions,
): Promise<Verdict[]> {
  const values = [...encode(batch), notify];
  const row = await callForRow<[string, string, string, string | null]>(
    client,
    { ...STATEMENT, values },
    answerTimeout,
  );
  return decode(batch, row);
}

/** Sends a statement that gives one row, and gives it column by column as text. */
export async function callForRow<Row extends (string | null)[]>(
  client: pg.ClientBase,
  statement: { readonly name: string; readonly text: string; readonly values: unknown[] },
  answerTimeout: number,
): Promise<Row> {
  const config = { ...statement, rowMode: 'array' as const, types: AS_TEXT, query_timeout: answerTimeout };
  const { rows } = await client.query<Row>(config as pg.QueryArrayConfig);
  if (rows[0] === undefined) throw new TypeError(`${statement.name} gave no row`);
  return rows[0];
}

/** The integers of a Postgres array as it prints them. */
export const integersOf = (array: string): number[] =>
  JSON.parse(array.replace('{', '[').replace('}', ']')) as number[];

/** Arguments of es.append and es.import that say what is to be appended. */
export function encode(batch: readonly PreparedAppend[]): (Buffer | string | null)[] {
  const streamNumbers = new Map<string, number>();
  const parts = {
    command: [] as number[],
    stream: [] as number[],
    expected: [] as number[],
    count: [] as number[],
  };
  const events = {
    type: [] as string[],
    schema: [] as number[],
    salt: [] as Buffer[],
    beforePrev: [] as string[],
    beforeVersion: [] as string[],
    afterVersion: [] as string[],
  };
  for (const [index, append] of batch.entries()) {
    for (const part of append.parts) {
      parts.command.push(index + 1);
      parts.stream.push(numberOf(streamNumbers, part.stream));
      parts.expected.push(expectedNumber(part.expected));
      parts.count.push(part.events.length);
      for (const event of part.events) {
        events.type.push(event.type);
        events.schema.push(event.schemaVersion);
        events.salt.push(event.salt);
        events.beforePrev.push(event.pieces.beforePrev);
        events.beforeVersion.push(event.pieces.beforeVersion);
        events.afterVersion.push(event.pieces.afterVersion);
      }
    }
  }
  return [
    uuidArray(batch.map((append) => append.commandId)),
    hexArray(batch.map((append) => append.fingerprint)),
    textArray(batch.map((append) => append.note)),
    textArray([...streamNumbers.keys()]),
    ...[parts.command, parts.stream, parts.expected, parts.count].map(int4Array),
    textArray(events.type),
    int4Array(events.schema),
    byteaArray(events.salt),
    ...[events.beforePrev, events.beforeVersion, events.afterVersion].map(textArray),
    encodeClaims(batch),
  ];
}

function encodeClaims(batch: readonly PreparedAppend[]): string | null {
  const claims = batch.flatMap((append, index) => {
    const streams = append.parts.map((part) => part.stream);
    return append.claims.map((key) => ({ c: index + 1, k: key, h: streams[0], s: streams }));
  });
  return claims.length === 0 ? null : JSON.stringify(claims);
}

function numberOf(numbers: Map<string, number>, stream: string): number {
  const known = numbers.get(stream);
  if (known !== undefined) return known;
  numbers.set(stream, numbers.size + 1);
  return numbers.size;
}

const expectedNumber = (expected: ExpectedVersion): number =>
  expected === 'none' ? 0 : expected === 'any' ? -1 : expected;

function decode(batch: readonly PreparedAppend[], row: [string, string, string, string | null]): Verdict[] {
  const at = parseTimestamp(row[1]);
  const bases = integersOf(row[2]);
  const refusals = new Map<number, Refusal>();
  if (row[3] !== null)
    for (const refusal of JSON.parse(row[3]) as Refusal[]) refusals.set(refusal.i, refusal);
  let base = BigInt(row[0]);
  let part = 0;
  return batch.map((append, index) => {
    const own = bases.slice(part, part + append.parts.length);
    part += append.parts.length;
    const refusal = refusals.get(index + 1);
    if (refusal !== undefined) return verdictOf(refusal);
    const verdict: Verdict = { kind: 'appended', base, bases: own, at };
    base += BigInt(append.eventCount);
    return verdict;
  });
}

function verdictOf(refusal: Refusal): Verdict {
  if (refusal.kind !== 'duplicate') return refusal;
  const first = refusal.first === null ? null : BigInt(refusal.first);
  return { kind: 'duplicate', first, last: BigInt(refusal.last), note: refusal.note };
}
