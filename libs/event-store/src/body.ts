import { canonicalJson } from './canonical.js';
import { EventRefused } from './errors.js';
import type { EventEnvelope, NewEvent } from './event.js';
import type { JsonValue } from './json.js';

/** Bytes of a stored body at most. */
export const MAX_BODY_BYTES = 65_536;

/** Version of the body's own layout, its member `v`. */
const BODY_VERSION = 1;

/** Members that the store sets; all others are the envelope's. */
const OWN_MEMBERS = new Set(['data', 'id', 'prev', 'schema', 'stream', 'type', 'v', 'version']);

// What Postgres puts in: 44 characters of Base64 in quotes, ten digits of a version.
const INSERTED_BYTES = 46 + 10;

/** The canonical body, cut at the two values that only the appending transaction knows. */
export interface BodyPieces {
  readonly beforePrev: string;
  readonly beforeVersion: string;
  readonly afterVersion: string;
  readonly bytes: number;
}

/**
 * Canonical body of an event of `stream`.
 * @throws EventRefused when it is too large or holds what canonicalJson refuses; `path` starts the error's pointer.
 */
export function bodyPieces(stream: string, event: NewEvent, path: string): BodyPieces {
  const members: Record<string, unknown> = {
    ...event.envelope,
    data: event.data,
    id: event.id,
    prev: null,
    schema: event.schemaVersion,
    stream,
    type: event.type,
    v: BODY_VERSION,
    version: null,
  };
  for (const name of Object.keys(event.envelope)) {
    if (OWN_MEMBERS.has(name)) {
      throw new EventRefused('reserved_name', `${path}/envelope/${name}`, 'the log sets this member itself');
    }
  }
  const pieces: string[] = [];
  let text = '{';
  for (const name of Object.keys(members).sort()) {
    if (members[name] === undefined) continue;
    text += `${text === '{' && pieces.length === 0 ? '' : ','}${JSON.stringify(name)}:`;
    if (name === 'prev' || name === 'version') {
      pieces.push(text);
      text = '';
    } else {
      const place = OWN_MEMBERS.has(name) ? `${path}/${name}` : `${path}/envelope/${name}`;
      text += canonicalJson(members[name], place, 2);
    }
  }
  const [beforePrev = '', beforeVersion = ''] = pieces;
  const afterVersion = `${text}}`;
  const bytes = Buffer.byteLength(beforePrev + beforeVersion + afterVersion) + INSERTED_BYTES;
  if (bytes > MAX_BODY_BYTES) {
    throw new EventRefused('too_large', path, `the event takes ${bytes} of ${MAX_BODY_BYTES} bytes`);
  }
  return { beforePrev, beforeVersion, afterVersion, bytes };
}

export interface ParsedBody {
  readonly id: string;
  readonly prev: string | null;
  readonly envelope: EventEnvelope;
  readonly data: JsonValue;
  /** False: another release wrote a layout this one does not know. */
  readonly known: boolean;
}

interface BodyMembers extends EventEnvelope {
  readonly id: string;
  readonly prev: string | null;
  readonly data: JsonValue;
  readonly v: number;
  readonly stream: string;
  readonly type: string;
  readonly schema: number;
  readonly version: number;
}

export function parseBody(body: string): ParsedBody {
  const members = JSON.parse(body) as BodyMembers;
  const {
    id,
    prev,
    data,
    v,
    stream: _stream,
    type: _type,
    schema: _schema,
    version: _version,
    ...envelope
  } = members;
  return { id, prev, envelope, data, known: v === BODY_VERSION };
}
