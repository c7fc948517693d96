import type { RegisterItem, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';

const EACH = 6;

/** The records of the given kinds that a text finds, those of one kind together. */
export async function findRecords(
  text: string,
  kinds: readonly Kind[] = KINDS,
  signal?: AbortSignal,
): Promise<readonly RegisterItem[]> {
  const params = { q: text.trim(), limit: EACH };
  const lists = await Promise.all(
    kinds.map((kind) => api.readNewest<RegisterList>(pathOf(kind), { params, signal })),
  );
  return lists.flatMap(({ items }) => items);
}
