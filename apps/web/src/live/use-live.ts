import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { liveStream, type Connection } from './live-stream.js';
import { isSettled } from './settled.js';

const SHOWN_FOR = 6_000;
const CALM = 500;

/** State of the live connection. */
export const useConnection = (): Connection => useSyncExternalStore(liveStream.watch, liveStream.connection);

/**
 * Refreshes what is shown as the register changes. Rows keep their place: only their content changes. Returns the
 * records that changed a moment ago, with what happened to them.
 */
export function useLiveChanges(): ReadonlyMap<string, string> {
  const client = useQueryClient();
  useEffect(
    () => liveStream.listen(() => void client.invalidateQueries({ predicate: (query) => !isSettled(query) })),
    [client],
  );
  return useChangedRecords();
}

/** The records that changed a moment ago, with what happened to them. */
export function useChangedRecords(): ReadonlyMap<string, string> {
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = liveStream.listen(({ id, type }) => {
      setChanged((before) => new Map(before).set(id, type));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setChanged((before) => new Map([...before].filter(([known]) => known !== id)));
      }, SHOWN_FOR);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  return changed;
}

/**
 * Reads anew what `concerns` picks, once for all changes that come close together: figures over the whole cost the
 * server more than a row does. `concerns` stays the same function.
 * @param calm milliseconds from the first of them on
 */
export function useCalmRefresh(concerns: (key: QueryKey) => boolean, calm = CALM): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void client.invalidateQueries({ predicate: (query) => concerns(query.queryKey) && !isSettled(query) });
    };
    const stop = liveStream.listen(() => {
      timer ??= setTimeout(refresh, calm);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, concerns, calm]);
}
