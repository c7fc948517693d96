import { describe, expect, it } from '@jest/globals';
import type { RegisterItem, RegisterList } from '#contracts';
import { arrivedOf, NOTHING_NEW, rowsOf, withAnswer } from './live-rows.js';

const row = (id: string, version: number) => ({ id, version }) as RegisterItem;
const page = (asOfPosition: string, ...items: RegisterItem[]): RegisterList => ({
  ...{ asOfPosition, items, total: items.length, nextCursor: null },
});
const changed = (id: string, isBegun = false) => new Map([[id, isBegun]]);

describe('rows that change under a list', () => {
  it('keeps each row in its place, as it was read last', () => {
    const live = withAnswer(NOTHING_NEW, changed('b'), page('9', row('b', 2)));
    const versions = (position: string) =>
      rowsOf([page(position, row('a', 1), row('b', 1))], live).map(({ id, version }) => [id, version]);
    expect(versions('5')).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(versions('10')).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('tells which of them the filters no longer find, until they find it again', () => {
    const lost = withAnswer(NOTHING_NEW, changed('b'), page('9'));
    expect([...lost.lost]).toEqual(['b']);
    expect([...withAnswer(lost, changed('b'), page('12', row('b', 3))).lost]).toEqual([]);
  });

  it('counts new records until they are among the rows, others only where the list was read to its end', () => {
    const live = withAnswer(NOTHING_NEW, changed('new', true), page('9', row('new', 1)));
    const both = withAnswer(live, changed('other'), page('10', row('other', 4)));
    expect([arrivedOf(both, [], false), arrivedOf(both, [], true)]).toEqual([1, 2]);
    expect(arrivedOf(both, [row('new', 1)], false)).toBe(0);
    expect(arrivedOf(withAnswer(both, changed('new'), page('11')), [], false)).toBe(0);
  });
});
