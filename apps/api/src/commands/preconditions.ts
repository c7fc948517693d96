import { isUuid, newId } from '#platform';
import { HttpProblem } from '../http/http-problem.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const ETAG = /^"([1-9][0-9]{0,8})"$/;

/** `Idempotency-Key`, the id of the command; without one a new id, which then protects no retry. */
export function commandIdOf(headers: Headers): { readonly commandId: string; readonly given: boolean } {
  const key = headers['idempotency-key'];
  if (key === undefined) return { commandId: newId(), given: false };
  if (typeof key !== 'string' || !isUuid(key))
    throw badHeader('Idempotency-Key', 'is a uuid, new for each command');
  return { commandId: key.toLowerCase(), given: true };
}

/** `If-Match`, the version that the caller has seen; `undefined` when none was sent. */
export function expectedVersionOf(headers: Headers): number | undefined {
  const header = headers['if-match'];
  if (header === undefined) return undefined;
  const version = ETAG.exec(header as string)?.[1];
  if (version === undefined)
    throw badHeader('If-Match', 'is one version in quotes, as the ETag of the record gives it');
  return Number(version);
}

/** The ETag of a version. */
export const etagOf = (version: number): string => `"${version}"`;

function badHeader(name: string, rule: string): HttpProblem {
  return new HttpProblem('INVALID_HEADER', `${name} ${rule}.`, {
    errors: [{ pointer: name, code: 'INVALID_HEADER', message: rule }],
  });
}
