import { bodyPieces, type BodyPieces } from '../body.js';
import { canonicalJson, canonicalString } from '../canonical.js';
import type { EventCatalogue } from '../catalogue.js';
import { EventRefused } from '../errors.js';
import type { AppendRequest, ExpectedVersion, StreamAppend } from './request.js';
import { newSalt } from './salt.js';

/** Events of one append at most. */
export const MAX_EVENTS = 200;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FINGERPRINT = /^[0-9a-f]{64}$/i;
const STREAM = /^[\x21-\x7e]{1,200}$/;
const MAX_KEY_BYTES = 1_000;

export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly salt: Buffer;
  readonly pieces: BodyPieces;
}

export interface PreparedPart {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly PreparedEvent[];
}

/** A request whose every limit has been checked and whose bodies are in canonical form. */
export interface PreparedAppend {
  readonly commandId: string;
  readonly fingerprint: string;
  /** Canonical JSON. */
  readonly note: string | null;
  readonly parts: readonly PreparedPart[];
  readonly claims: readonly string[];
  readonly eventCount: number;
  readonly bytes: number;
}

/** @throws EventRefused when the request breaks a limit. */
export function prepareAppend(request: AppendRequest, catalogue: EventCatalogue): PreparedAppend {
  require(UUID.test(request.commandId), 'not_a_uuid', '/commandId', 'the command id is not a uuid');
  require(FINGERPRINT.test(
    request.fingerprint,
  ), 'not_a_fingerprint', '/fingerprint', 'the fingerprint is not a SHA-256 in hex');
  const eventCount = request.streams.reduce((sum, part) => sum + part.events.length, 0);
  require(eventCount <=
    MAX_EVENTS, 'too_many_events', '/streams', `${eventCount} events in one append, ${MAX_EVENTS} allowed`);
  const streams = new Set(request.streams.map((part) => part.stream));
  require(streams.size ===
    request.streams.length, 'stream_twice', '/streams', 'a stream is named twice in one append');
  const parts = request.streams.map((part, index) => preparePart(part, catalogue, `/streams/${index}`));
  const note =
    request.note === undefined || request.note === null ? null : canonicalJson(request.note, '/note');
  const bodies = parts.flatMap((part) => part.events).reduce((sum, event) => sum + event.pieces.bytes, 0);
  return {
    commandId: request.commandId.toLowerCase(),
    fingerprint: request.fingerprint.toLowerCase(),
    note,
    parts,
    claims: prepareClaims(request),
    eventCount,
    bytes: bodies + (note?.length ?? 0),
  };
}

function preparePart(part: StreamAppend, catalogue: EventCatalogue, path: string): PreparedPart {
  require(STREAM.test(
    part.stream,
  ), 'not_a_stream', `${path}/stream`, 'a stream name is 1 to 200 printable ASCII characters');
  const { expected } = part;
  require(typeof expected === 'string' ||
    (Number.isInteger(expected) &&
      expected >= 0 &&
      expected <
        2 **
          31), 'not_a_version', `${path}/expected`, 'an expected version is a whole number from 0, "none" or "any"');
  const events = part.events.map((event, index) => {
    const place = `${path}/events/${index}`;
    require(UUID.test(event.id), 'not_a_uuid', `${place}/id`, 'the event id is not a uuid');
    canonicalString(event.type, `${place}/type`);
    catalogue.check(event, place);
    return {
      id: event.id,
      type: event.type,
      schemaVersion: event.schemaVersion,
      salt: newSalt(),
      pieces: bodyPieces(part.stream, event, place),
    };
  });
  return { stream: part.stream, expected, events };
}

function prepareClaims(request: AppendRequest): readonly string[] {
  const claims = [...new Set(request.claims ?? [])];
  require(claims.length === 0 ||
    request.streams.length > 0, 'claim_without_stream', '/claims', 'a claim needs a stream to hold it');
  for (const [index, key] of claims.entries()) {
    const path = `/claims/${index}`;
    canonicalString(key, path);
    require(key !== '' &&
      Buffer.byteLength(key) <=
        MAX_KEY_BYTES, 'not_a_key', path, `a claimed key has 1 to ${MAX_KEY_BYTES} bytes`);
  }
  return claims;
}

function require(holds: boolean, problem: string, path: string, message: string): asserts holds {
  if (!holds) throw new EventRefused(problem, path, message);
}
