import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../catalogue.js';
import type { EventEnvelope, NewEvent } from '../event.js';
import { prepareAppend } from './prepare.js';
import type { AppendRequest } from './request.js';

const catalogue = createCatalogue([{ type: 'Noted', schemaVersion: 1 }]);
const id = '0193a3f0-0000-7000-8000-000000000000';
const envelope: EventEnvelope = {
  actor: { id: 'a', role: 'staff' },
  command: 'Note',
  correlation: 'c',
  sources: [],
  basis: 'observed',
  visibility: 'internal',
  backfill: false,
  origin: 'live',
};

const event = (part: Partial<NewEvent> = {}): NewEvent => ({
  id,
  type: 'Noted',
  schemaVersion: 1,
  envelope,
  data: {},
  ...part,
});
const request = (part: Partial<AppendRequest> = {}): AppendRequest => ({
  commandId: id,
  fingerprint: 'a'.repeat(64),
  streams: [{ stream: 'note-1', expected: 'none', events: [event()] }],
  ...part,
});
const stream = (name: string, events: readonly NewEvent[] = [event()]) => ({
  stream: name,
  expected: 'any' as const,
  events,
});
const deep = (levels: number): NewEvent['data'] => (levels === 0 ? null : [deep(levels - 1)]);

describe('an append is refused before anything is sent', () => {
  const many = Array.from({ length: 201 }, () => event());
  const reserved: EventEnvelope = { ...envelope, ...{ version: 9 } };
  it.each<[string, AppendRequest, string, string]>([
    ['command id', request({ commandId: 'x' }), 'not_a_uuid', '/commandId'],
    ['fingerprint', request({ fingerprint: 'x' }), 'not_a_fingerprint', '/fingerprint'],
    ['201 events', request({ streams: [stream('a', many)] }), 'too_many_events', '/streams'],
    ['a stream twice', request({ streams: [stream('a'), stream('a')] }), 'stream_twice', '/streams'],
    ['stream name', request({ streams: [stream('a b')] }), 'not_a_stream', '/streams/0/stream'],
    [
      'expected version',
      request({ streams: [{ ...stream('a'), expected: -1 }] }),
      'not_a_version',
      '/streams/0/expected',
    ],
    [
      'event id',
      request({ streams: [stream('a', [event({ id: '7' })])] }),
      'not_a_uuid',
      '/streams/0/events/0/id',
    ],
    ['note', request({ note: { text: '\0' } }), 'nul', '/note/text'],
    ['claim without a stream', request({ streams: [], claims: ['k'] }), 'claim_without_stream', '/claims'],
    ['empty claim', request({ claims: [''] }), 'not_a_key', '/claims/0'],
    [
      'text with half a surrogate pair',
      request({ streams: [stream('a', [event({ data: { t: '\ud83d' } })])] }),
      'lone_surrogate',
      '/streams/0/events/0/data/t',
    ],
    [
      'a number beyond double',
      request({ streams: [stream('a', [event({ data: { n: Infinity } })])] }),
      'not_finite',
      '/streams/0/events/0/data/n',
    ],
    [
      'a member that is the log’s own',
      request({ streams: [stream('a', [event({ envelope: reserved })])] }),
      'reserved_name',
      '/streams/0/events/0/envelope/version',
    ],
  ])('%s', (_what, given, problem, path) => {
    expect(() => prepareAppend(given, catalogue)).toThrow(expect.objectContaining({ problem, path }));
  });

  it('nesting: 15 levels of data within the body are taken, 16 are not', () => {
    const withData = (levels: number) => request({ streams: [stream('a', [event({ data: deep(levels) })])] });
    expect(() => prepareAppend(withData(15), catalogue)).not.toThrow();
    expect(() => prepareAppend(withData(16), catalogue)).toThrow(
      expect.objectContaining({ problem: 'too_deep' }),
    );
  });

  it('size: a body of 64 KiB is taken, one byte more is not', () => {
    const withText = (length: number) =>
      request({ streams: [stream('a', [event({ data: { text: 'я'.repeat(length) } })])] });
    const empty = prepareAppend(withText(0), catalogue).parts[0]?.events[0]?.pieces.bytes ?? 0;
    const fits = Math.floor((65_536 - empty) / 2);
    expect(() => prepareAppend(withText(fits), catalogue)).not.toThrow();
    expect(() => prepareAppend(withText(fits + 1), catalogue)).toThrow(
      expect.objectContaining({ problem: 'too_large', path: '/streams/0/events/0' }),
    );
  });
});

it('gives each event a salt of its own', () => {
  const prepared = prepareAppend(request({ streams: [stream('a', [event(), event()])] }), catalogue);
  const salts = prepared.parts.flatMap((part) => part.events).map(({ salt }) => salt.toString('hex'));
  expect(new Set(salts).size).toBe(2);
  expect(salts[0]).toHaveLength(32);
});
