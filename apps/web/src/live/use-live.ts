import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { liveStream, type Connection } from './live-stream.js';

const SHOWN_FOR = 6_000;

/** State of the live connection. */
export const useConnection = (): Connection => useSyncExternalStore(liveStream.watch, liveStream.connection);

/**
 * Refreshes what is shown as the register changes. Rows keep their place: only their content changes. Returns the
 * records that changed a moment ago, with what happened to them.
 */
export function useLiveChanges(): ReadonlyMap<string, string> {
  const client = useQueryClient();
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = liveStream.listen(({ id, type }) => {
      void client.invalidateQueries();
      setChanged((before) => new Map(before).set(id, type));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setChanged((before) => new Map([...before].filter(([known]) => known !== id)));
      }, SHOWN_FOR);
      timers.add(timer);
    });
    // What changed while there was no connection was not heard of.
    const unwatch = liveStream.watch(() => {
      if (liveStream.connection() === 'open') void client.invalidateQueries();
    });
    return () => {
      stop();
      unwatch();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [client]);
  return changed;
}
