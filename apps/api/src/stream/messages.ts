import { policy, type Actor } from '#identity';
import type { StreamMessage } from '#contracts';
import type { RecordedEvent } from '#event-store';
import { streamMessage } from '#projections';
import type { RecordStates } from '#commands';
import { matches, type StreamQuery } from './stream-filter.js';

/** The message for one event, or `undefined` when this reader asked for other ones or may not see it. */
export async function messageOf(
  event: RecordedEvent,
  { query, actor }: { readonly query: StreamQuery; readonly actor: Actor },
  states: RecordStates,
): Promise<StreamMessage | undefined> {
  if (!policy(actor, 'watch-changes', { visibility: event.envelope.visibility }).allow) return undefined;
  const { record } = await states.atLeast(event.stream, event.version);
  if (!(await matches(query, event, record.state, states))) return undefined;
  return streamMessage(event, record.state.publicId);
}

/** Tells a reader from which position on it hears of everything: what it read before may be older than that. */
export const readyEvent = (from: bigint): string =>
  `id: ${from}\nevent: ready\ndata: ${JSON.stringify({ position: String(from) })}\n\n`;

/** One server-sent event; its id is the position, so that a reader can resume after it. */
export const serverSentEvent = (message: StreamMessage): string =>
  `id: ${message.position}\nevent: changed\ndata: ${JSON.stringify(message)}\n\n`;
