import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CommandAnswer, CommandPreview } from '#contracts';
import { api } from '../app/api.js';
import { keepDraft, readDraft } from '../app/draft.js';
import { untilAnswered } from '../log/deliver.js';
import { bodyOf, unchanged, type Change, type HistoryItem } from './correction.js';

interface Target {
  /** Under which the form is kept. */
  readonly name: string;
  /** Path of the command below /api. */
  readonly path: string;
  /** Events that may be corrected. */
  readonly originals: readonly HistoryItem[];
  /** Event that somebody came to correct. */
  readonly event: string | undefined;
  readonly onWritten: () => void;
}

/** Changes that were begun before, of events that still are there, and the one that somebody came for. */
function begun({ name, originals, event }: Target): readonly Change[] {
  const kept = (readDraft(name)?.body['changes'] ?? []) as readonly Change[];
  const changes = kept.filter((change) => originals.some(({ id }) => id === change.eventId));
  const asked = originals.filter(({ id }) => id === event && !changes.some((one) => one.eventId === id));
  return [...changes, ...asked.map(unchanged)];
}

/**
 * A correction from the choice of its events to its confirmation: looked at first, sent again with the same id when no
 * answer comes, and kept until it is recorded, also when the page is loaded anew.
 */
export function useCorrection(target: Target) {
  const { name, path, originals, onWritten } = target;
  const [changes, setChanges] = useState(() => begun(target));
  const [lost, setLost] = useState(false);
  const hurry = useRef(new EventTarget());
  const giveUp = useRef(new AbortController());
  const patiently = <Answer>(send: () => Promise<Answer>) => {
    giveUp.current = new AbortController();
    return untilAnswered(send, {
      ...{ signal: giveUp.current.signal, hurry: hurry.current, onLost: () => setLost(true) },
    }).finally(() => setLost(false));
  };
  const body = () => bodyOf(changes, originals);
  const preview = useMutation({
    mutationFn: () =>
      patiently(() => api.send<CommandPreview>(path, { body: body(), params: { dryRun: 'true' } })),
  });
  const confirm = useMutation({
    mutationFn: () => {
      // Before it is sent: a page that is loaded anew asks again with the same id, and it is recorded once.
      const key = readDraft(name)?.key ?? crypto.randomUUID();
      keepDraft(name, { body: { changes }, key, unanswered: true });
      return patiently(() => api.send<CommandAnswer>(path, { body: body(), key }));
    },
    onSuccess: () => {
      keepDraft(name, undefined);
      setChanges([]);
      preview.reset();
      onWritten();
    },
    onError: () => {
      if (!giveUp.current.signal.aborted) keepDraft(name, { body: { changes } });
    },
  });
  const resume = useRef(() => {
    if (readDraft(name)?.unanswered === true && changes.length > 0) confirm.mutate();
  });
  useEffect(() => resume.current(), []);
  return {
    changes,
    preview,
    confirm,
    lost,
    edit: (next: readonly Change[]) => {
      setChanges(next);
      keepDraft(name, next.length === 0 ? undefined : { body: { changes: next } });
      preview.reset();
      confirm.reset();
    },
    tryNow: () => hurry.current.dispatchEvent(new Event('now')),
    stop: () => giveUp.current.abort(),
    gaveUp: () => giveUp.current.signal.aborted,
  };
}
