import { newId } from '#platform';
import type { AppendRequest, EventStore } from '#event-store';
import { appendTo, newEvent, newStream } from '../../support/log.js';

const TEXTS = [
  'Жамбыл облысы',
  '日本 🇯🇵',
  'tab\t quote " backslash \\ \\N \\x41',
  'line\r\nend\u2028',
  '(a,"b"),{c}',
  '',
];

/** Appends commands of every kind and gives the requests as they were answered, so that they can be repeated. */
export async function appendOfEveryKind(store: EventStore, times: number): Promise<AppendRequest[]> {
  const requests: AppendRequest[] = [];
  const append = async (request: AppendRequest) => {
    const { kind } = await store.append(request);
    if (kind !== 'appended') throw new Error(`an append was answered ${kind}`);
    requests.push(request);
  };
  for (let n = 0; n < times; n += 1) {
    const [stream, other] = [newStream(), newStream()];
    const events = TEXTS.map((text) => newEvent({ text, n, list: [n, null, true, 1e21, { deep: [text] }] }));
    await append({ ...appendTo(stream, { expected: 'none', events }), claims: [`title:${stream}`] });
    await append({
      ...appendTo(stream),
      note: { publicId: `A-${n}`, warnings: TEXTS },
      streams: [
        { stream, expected: TEXTS.length, events: [newEvent({ n }, 'Renamed')] },
        { stream: other, expected: 'none', events: [newEvent({ n }), newEvent({ n })] },
      ],
    });
    // A decision that led to nothing: it has an answer all the same.
    await append(appendTo(other, { expected: 2, events: [] }));
  }
  const loaded = Array.from({ length: times }, () => appendTo(newStream(), { expected: 'none' }));
  for await (const { kind } of store.importAppends(loaded)) {
    if (kind !== 'appended') throw new Error(`an import was answered ${kind}`);
  }
  return [...requests, ...loaded];
}

/** A request that another command made, but for its command id. */
export const asAnotherCommand = (request: AppendRequest): AppendRequest => ({
  ...request,
  commandId: newId(),
});
