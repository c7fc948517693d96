import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CommandAnswer, RegisterItem } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { today } from '../log/fields/date-value.js';

type Confirmation = 'idle' | 'waiting' | 'sending' | 'done' | 'failed';

/** How long a click can be taken back. */
const REGRET = 5_000;

/** "Checked, nothing new" by one click, which can be taken back for a moment before it is recorded. */
export function useConfirmation({ aggregate, id }: Pick<RegisterItem, 'aggregate' | 'id'>) {
  const client = useQueryClient();
  const [state, setState] = useState<Confirmation>('idle');
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = useRef<string>(undefined);
  const send = useRef(async () => {
    pending.current = undefined;
    setState('sending');
    try {
      key.current ??= crypto.randomUUID();
      await api.send<CommandAnswer>(`${pathOf(aggregate)}/${id}/confirm-status`, {
        ...{ body: { asOf: today() }, key: key.current },
      });
      setState('done');
      await client.invalidateQueries();
    } catch {
      setState('failed');
    }
  });
  // Whoever leaves meant what was clicked.
  useEffect(() => {
    const sending = send.current;
    return () => {
      if (pending.current === undefined) return;
      clearTimeout(pending.current);
      void sending();
    };
  }, []);
  return {
    state,
    confirm: () => {
      setState('waiting');
      pending.current = setTimeout(() => void send.current(), REGRET);
    },
    undo: () => {
      clearTimeout(pending.current);
      pending.current = undefined;
      setState('idle');
    },
  };
}
