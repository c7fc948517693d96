import { KINDS, type Kind } from './kinds.js';

interface NamedRecord {
  readonly kind: Kind;
  readonly id: string;
}

/** `project-0192...` as the kind of record and its uuid; undefined: a stream of nothing that has a page. */
export function recordOfStream(stream: string): NamedRecord | undefined {
  const kind = KINDS.find((known) => stream.startsWith(`${known}-`));
  return kind === undefined ? undefined : { kind, id: stream.slice(kind.length + 1) };
}

/** The same of a stream that is one of a record, as those of notices are. */
export const kindAndId = (stream: string): NamedRecord =>
  recordOfStream(stream) ?? { kind: 'project', id: stream };
