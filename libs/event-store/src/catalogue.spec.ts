import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from './catalogue.js';
import { UnknownEvent } from './errors.js';
import type { NewEvent } from './event.js';

const positive = {
  parse: (data: unknown): unknown => {
    if (typeof data !== 'object' || data === null || !('amount' in data))
      throw new Error('amount is missing');
    return data;
  },
};

const catalogue = createCatalogue([
  {
    type: 'Paid',
    schemaVersion: 3,
    schema: positive,
    upcasters: {
      1: (data: { sum: number }) => ({ amount: data.sum }),
      2: (data: { amount: number }) => ({ ...data, currency: 'KZT' }),
    },
  },
  { type: 'Noted', schemaVersion: 1 },
]);

const newEvent = (type: string, schemaVersion: number, data: NewEvent['data']): NewEvent => ({
  id: '0193a3f0-0000-7000-8000-000000000000',
  type,
  schemaVersion,
  data,
  envelope: {
    actor: { id: 'a', role: 'staff' },
    command: 'Pay',
    correlation: 'c',
    sources: [],
    basis: 'observed',
    visibility: 'internal',
    backfill: false,
    origin: 'live',
  },
});

describe('a catalogue', () => {
  it('brings data of each older version to the current one, step by step', () => {
    const stored = { position: 7n, type: 'Paid' };
    const current = { schemaVersion: 3, data: { amount: 5, currency: 'KZT' } };
    expect(catalogue.upcast({ ...stored, schemaVersion: 1, data: { sum: 5 } })).toEqual(current);
    expect(catalogue.upcast({ ...stored, schemaVersion: 2, data: { amount: 5 } })).toEqual(current);
    expect(catalogue.upcast({ ...stored, schemaVersion: 3, data: { amount: 5, currency: 'KZT' } })).toEqual(
      current,
    );
  });

  it.each([
    ['a type it does not know', 'Refunded', 1, {}],
    ['a version newer than its own', 'Paid', 4, { amount: 5 }],
    ['data that do not fit', 'Paid', 3, {}],
    ['data that an upcaster cannot read', 'Paid', 1, null],
  ])('stops a reader at %s', (_what, type, schemaVersion, data) => {
    const read = () => catalogue.upcast({ position: 7n, type, schemaVersion, data });
    expect(read).toThrow(UnknownEvent);
    expect(read).toThrow(expect.objectContaining({ position: 7n, type, schemaVersion }));
  });

  it.each([
    ['an unknown type', newEvent('Refunded', 1, {}), 'unknown_type', '/e/type'],
    [
      'a version that is not the current one',
      newEvent('Paid', 2, { amount: 5 }),
      'not_current',
      '/e/schemaVersion',
    ],
    ['data that do not fit', newEvent('Paid', 3, {}), 'invalid_data', '/e/data'],
  ])('refuses to write %s', (_what, event, problem, path) => {
    expect(() => {
      catalogue.check(event, '/e');
    }).toThrow(expect.objectContaining({ problem, path }));
  });

  it('cannot be made with a gap in the chain of upcasters or a type twice', () => {
    expect(() => createCatalogue([{ type: 'Paid', schemaVersion: 3, upcasters: { 1: () => ({}) } }])).toThrow(
      'no upcaster from version 2',
    );
    expect(() =>
      createCatalogue([
        { type: 'Noted', schemaVersion: 1 },
        { type: 'Noted', schemaVersion: 1 },
      ]),
    ).toThrow('defined twice');
  });
});
