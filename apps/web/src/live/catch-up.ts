import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { liveStream } from './live-stream.js';
import { isSettled } from './settled.js';

/**
 * Reads anew what was read before the live stream began and is older than that: its changes are not told any more.
 * Once for the whole page.
 */
export function useCatchUp(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      liveStream.onStart((position) => {
        for (const query of client.getQueryCache().getAll()) void catchUp(client, query, BigInt(position));
      }),
    [client],
  );
}

async function catchUp(client: QueryClient, query: Query, position: bigint): Promise<void> {
  if (isSettled(query)) return;
  // What is on its way was asked for without a position.
  await query.promise?.catch(() => undefined);
  const known = positionOf(query.state.data);
  if (known !== undefined && known < position)
    await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}

/** Position that an answer rests on, or its first page does; undefined: it tells none. */
function positionOf(data: unknown): bigint | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('pages' in data && Array.isArray(data.pages)) return positionOf(data.pages[0]);
  return 'asOfPosition' in data && typeof data.asOfPosition === 'string'
    ? BigInt(data.asOfPosition)
    : undefined;
}
