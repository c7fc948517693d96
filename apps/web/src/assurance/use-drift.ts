import { useRef, useState } from 'react';
import type { DriftPage } from '#contracts';
import { api } from '../app/api.js';

type Differing = DriftPage['differing'];

export interface DriftCheck {
  readonly state: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly checked: number;
  readonly of: number | undefined;
  readonly differing: Differing;
  readonly asOfPosition: string | undefined;
  readonly error?: unknown;
}

const NOTHING: DriftCheck = {
  ...{ state: 'idle', checked: 0, of: undefined, differing: [], asOfPosition: undefined },
};

/** A comparison of the register with the log, a page of records at a time, that can be given up. */
export function useDrift() {
  const [check, setCheck] = useState(NOTHING);
  const running = useRef<AbortController>(undefined);
  const start = async () => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    let found: DriftCheck = { ...NOTHING, state: 'running' };
    setCheck(found);
    try {
      for (let after: string | null | undefined; after !== null;) {
        const page: DriftPage = await api.read<DriftPage>('/assurance/drift', {
          params: { after },
          signal,
        });
        after = page.next;
        found = {
          ...{ state: after === null ? 'done' : 'running', of: page.of, asOfPosition: page.asOfPosition },
          ...{ checked: found.checked + page.checked, differing: [...found.differing, ...page.differing] },
        };
        setCheck(found);
      }
    } catch (error) {
      if (!signal.aborted) setCheck({ ...found, state: 'failed', error });
    }
  };
  const cancel = () => {
    running.current?.abort();
    setCheck((now) => ({ ...now, state: 'cancelled' }));
  };
  /** Stops asking once nobody looks. */
  const leave = () => running.current?.abort();
  return { check, start, cancel, leave };
}
