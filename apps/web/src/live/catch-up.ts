import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../app/api.js';
import { liveStream } from './live-stream.js';
import { isSettled } from './settled.js';

const AGAIN = 3_000;

/**
 * Reads anew what is older than the newest that the page knows of: once when the live stream begins, since changes
 * before that are not told any more, and now and then while lists are behind. Once for the whole page.
 */
export function useCatchUp(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const catchUp = () => {
      timer = undefined;
      for (const query of client.getQueryCache().getAll()) void readIfOlder(client, query);
    };
    const stop = liveStream.onStart(catchUp);
    const unwatch = liveStream.watch(() => {
      if (liveStream.connection() === 'behind') timer ??= setTimeout(catchUp, AGAIN);
    });
    return () => {
      stop();
      unwatch();
      clearTimeout(timer);
    };
  }, [client]);
}

async function readIfOlder(client: QueryClient, query: Query): Promise<void> {
  if (isSettled(query)) return;
  // What is on its way may have been asked for without a position.
  await query.promise?.catch(() => undefined);
  const [known, newest] = [positionOf(query.state.data), api.position];
  if (known === undefined || newest === undefined || known >= BigInt(newest)) return;
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
