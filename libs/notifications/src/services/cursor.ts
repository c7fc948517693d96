/** A cursor that this product did not make, or made for another list. */
export class InvalidCursor extends Error {
  readonly code = 'INVALID_CURSOR';
  constructor() {
    super('the cursor is not one that a page of this list has given');
    this.name = 'InvalidCursor';
  }
}

/** Place in a list that is ordered by time and then id. */
export interface Place {
  /** As Postgres writes it, to the microsecond. */
  readonly at: string;
  readonly id: string;
}

const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const encodePlace = ({ at, id }: Place): string =>
  Buffer.from(`${at} ${id}`, 'utf8').toString('base64url');

/** @throws InvalidCursor */
export function decodePlace(cursor: string): Place {
  const [at = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!AT.test(at) || !ID.test(id) || rest.length > 0) throw new InvalidCursor();
  return { at, id };
}
