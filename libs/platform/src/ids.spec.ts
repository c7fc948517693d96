import { expect, it } from '@jest/globals';
import { idFromName, isUuid, newId } from './ids.js';

it('gives ids of version 7 that are new each, in the order they were made, and tell the time', () => {
  const before = Date.now();
  const ids = Array.from({ length: 5_000 }, newId);
  const after = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) {
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('7');
    const madeAt = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before);
    expect(madeAt).toBeLessThanOrEqual(after + 1);
  }
});

it('gives the same id for the same name', () => {
  const namespace = newId();
  expect(idFromName('a', namespace)).toBe(idFromName('a', namespace));
  expect(idFromName('a', namespace)).not.toBe(idFromName('b', namespace));
});
