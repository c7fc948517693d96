import { Alert } from '@mantine/core';
import { hasCode, useProblemText } from './problem-text.js';

interface ProblemNoteProps {
  readonly error: unknown;
  /** Said of a proof that was not right, where it is not an e-mail address and a password. */
  readonly wrongProof?: string;
}

/** A refusal beside what was refused; nothing while there is none. */
export function ProblemNote({ error, wrongProof }: ProblemNoteProps) {
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  const isOfProof = wrongProof !== undefined && hasCode(error, 'SIGN_IN_FAILED');
  return (
    <Alert color="red" variant="light" role="alert">
      {isOfProof ? wrongProof : textOf(error)}
    </Alert>
  );
}
