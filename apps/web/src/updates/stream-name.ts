import { KINDS, type Kind } from '../app/kinds.js';

/** `project-0192...` as the kind of record and its uuid. */
export function kindAndId(stream: string): { readonly kind: Kind; readonly id: string } {
  const kind = KINDS.find((known) => stream.startsWith(`${known}-`)) ?? 'project';
  return { kind, id: stream.slice(kind.length + 1) };
}
