/** A cursor that this product did not make, or made for another list. */
export class InvalidCursor extends Error {
  readonly code = 'INVALID_CURSOR';
  constructor() {
    super('the cursor is not one that a page of this list has given');
    this.name = 'InvalidCursor';
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MICROSECONDS = /^\d{1,17}$/;
const POSITION = /^\d{1,18}$/;

/** Place in a list in order of time and then id: microseconds since 1970, as text. */
export interface TimePlace {
  readonly at: string;
  readonly id: string;
}

export const encodeTime = ({ at, id }: TimePlace): string => encode('t', at, id);

/** @throws InvalidCursor */
export function decodeTime(cursor: string): TimePlace {
  const [at, id] = decode(cursor, 't', MICROSECONDS);
  return { at, id };
}

/** Place in a list in order of position in the log and then id. */
export interface PositionPlace {
  readonly position: bigint;
  readonly id: string;
}

export const encodePosition = ({ position, id }: PositionPlace): string =>
  encode('p', position.toString(), id);

/** @throws InvalidCursor */
export function decodePosition(cursor: string): PositionPlace {
  const [position, id] = decode(cursor, 'p', POSITION);
  return { position: BigInt(position), id };
}

const encode = (kind: string, first: string, id: string): string =>
  Buffer.from(`${kind} ${first} ${id}`, 'utf8').toString('base64url');

function decode(cursor: string, kind: string, pattern: RegExp): [string, string] {
  const [given, first = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (given !== kind || !pattern.test(first) || !ID.test(id) || rest.length > 0) throw new InvalidCursor();
  return [first, id];
}
