import type { EventCatalogue } from '../catalogue.js';
import { prepareAppend, type PreparedAppend } from '../append/prepare.js';
import type { AppendRequest } from '../append/request.js';

/** Events of one call of es.import at most: it refuses more. */
export const MAX_CHUNK_EVENTS = 10_000;

const MAX_CHUNK_BYTES = 16 * 1024 * 1024;
const MAX_CHUNK_APPENDS = 10_000;
/** Requests prepared without a pause: what is on its way to Postgres needs turns of the event loop to get there. */
const PREPARED_AT_A_TIME = 64;

/**
 * Requests in order, prepared, in pieces that one call can take: no command id and no claimed key stands in one twice.
 * @throws EventRefused at a request that breaks a limit, and what `requests` throws, after everything before it was
 *   given.
 */
export async function* chunksOf(
  requests: AsyncIterable<AppendRequest> | Iterable<AppendRequest>,
  catalogue: EventCatalogue,
  chunkEvents: number,
): AsyncGenerator<readonly PreparedAppend[], void, undefined> {
  const most = Math.max(1, Math.min(MAX_CHUNK_EVENTS, chunkEvents));
  let chunk = new Chunk();
  let count = 0;
  try {
    for await (const request of requests) {
      const append = prepareAppend(request, catalogue);
      if (!chunk.takes(append, most)) {
        yield chunk.appends;
        chunk = new Chunk();
      }
      chunk.add(append);
      count += 1;
      if (count % PREPARED_AT_A_TIME === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (chunk.appends.length > 0) yield chunk.appends;
    throw error;
  }
  if (chunk.appends.length > 0) yield chunk.appends;
}

class Chunk {
  readonly appends: PreparedAppend[] = [];
  private readonly ids = new Set<string>();
  private readonly claims = new Set<string>();
  private events = 0;
  private bytes = 0;

  takes({ commandId, claims, eventCount, bytes }: PreparedAppend, most: number): boolean {
    if (this.appends.length === 0) return true;
    if (this.ids.has(commandId) || claims.some((key) => this.claims.has(key))) return false;
    return (
      this.events + eventCount <= most &&
      this.bytes + bytes <= MAX_CHUNK_BYTES &&
      this.appends.length < MAX_CHUNK_APPENDS
    );
  }

  add(append: PreparedAppend): void {
    this.appends.push(append);
    this.ids.add(append.commandId);
    for (const key of append.claims) this.claims.add(key);
    this.events += append.eventCount;
    this.bytes += append.bytes;
  }
}
