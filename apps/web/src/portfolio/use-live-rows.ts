import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PortfolioSearch } from '../app/searches.js';
import { liveStream } from '../live/live-stream.js';
import { NOTHING_NEW, withAnswer, type Changes, type LiveRows } from './live-rows.js';
import { readAround, RECORDS } from './use-portfolio.js';

const SOON = 100;
const LATER = 2_000;
/** Records in one question: as many as the server takes. */
const AT_ONCE = 50;
/** Of more records than these that change at once, the pages cost less than the rows. */
const MOST = 500;

/**
 * Reads the rows that change, and those that rest on them, and nothing else: the pages that were loaded stay as they
 * are. A list of the past does not change.
 */
export function useLiveRows(search: PortfolioSearch): LiveRows {
  const client = useQueryClient();
  const list = JSON.stringify(search);
  const [live, setLive] = useState({ list, rows: NOTHING_NEW });
  useEffect(() => {
    const asked = JSON.parse(list) as PortfolioSearch;
    if (asked.knownAt !== undefined) return undefined;
    return readChanges({
      read: (ids, signal) => readAround(asked, ids, signal),
      onAnswer: (changes, answer) =>
        setLive((before) => ({
          list,
          rows: withAnswer(before.list === list ? before.rows : NOTHING_NEW, changes, answer),
        })),
      onTooMany: () => void client.invalidateQueries({ queryKey: [RECORDS] }),
    });
  }, [client, list]);
  return live.list === list ? live.rows : NOTHING_NEW;
}

type Answer = Awaited<ReturnType<typeof readAround>>;

interface Reading {
  readonly read: (ids: readonly string[], signal: AbortSignal) => Promise<Answer>;
  readonly onAnswer: (changes: Changes, answer: Answer) => void;
  readonly onTooMany: () => void;
}

/** Asks for what changes, some at a time, until the returned function is called. */
function readChanges({ read, onAnswer, onTooMany }: Reading): () => void {
  const stopped = new AbortController();
  const waiting = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askSome = async () => {
    const some = new Map([...waiting].slice(0, AT_ONCE));
    for (const id of some.keys()) waiting.delete(id);
    try {
      onAnswer(some, await read([...some.keys()], stopped.signal));
    } catch (error) {
      for (const [id, isBegun] of some) waiting.set(id, isBegun || waiting.get(id) === true);
      throw error;
    }
  };
  const askAll = async () => {
    try {
      if (waiting.size > MOST) {
        waiting.clear();
        onTooMany();
      }
      while (waiting.size > 0) await askSome();
      timer = undefined;
    } catch {
      // The rows may be behind the log for a while, or the server away.
      timer = stopped.signal.aborted ? undefined : setTimeout(() => void askAll(), LATER);
    }
  };
  const stop = liveStream.listen(({ id, version }) => {
    waiting.set(id, version === 1 || waiting.get(id) === true);
    timer ??= setTimeout(() => void askAll(), SOON);
  });
  return () => {
    stop();
    clearTimeout(timer);
    stopped.abort();
  };
}
