import { useRef, useState, type ReactNode } from 'react';
import { hasCode } from './problem-text.js';
import { StepUpDialog } from './step-up-dialog.js';

/** The person chose not to prove who they are: the act was not done, and nothing is wrong. */
class StepUpGivenUp extends Error {
  override readonly name = 'StepUpGivenUp';
}

/** Whether an act ended because the person turned back; nothing has to be said then. */
export const wasGivenUp = (error: unknown): boolean => error instanceof StepUpGivenUp;

interface StepUp {
  /**
   * Does something sensitive. Where the server asks for a new proof of who one is, a dialog asks for it, and the
   * act is sent again. @throws ApiProblem, ConnectionLost, or an error that `wasGivenUp` knows
   */
  readonly act: <Answer>(send: () => Promise<Answer>) => Promise<Answer>;
  /** To be shown somewhere in the page. */
  readonly dialog: ReactNode;
}

interface Waiting {
  readonly proven: () => void;
  readonly givenUp: () => void;
}

/** Sensitive acts of a page. */
export function useStepUp(): StepUp {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<Waiting | null>(null);
  const askForProof = () =>
    new Promise<void>((resolve, reject) => {
      waiting.current = { proven: resolve, givenUp: () => reject(new StepUpGivenUp()) };
      setOpen(true);
    });
  const close = (outcome: keyof Waiting) => {
    setOpen(false);
    waiting.current?.[outcome]();
    waiting.current = null;
  };
  return {
    act: async (send) => {
      try {
        return await send();
      } catch (error) {
        if (!hasCode(error, 'STEP_UP_REQUIRED')) throw error;
        await askForProof();
        return send();
      }
    },
    dialog: isOpen && <StepUpDialog onProven={() => close('proven')} onGivenUp={() => close('givenUp')} />,
  };
}
