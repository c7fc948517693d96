import { Alert } from '@mantine/core';
import { useProblemText } from './problem-text.js';

/** A refusal beside what was refused; nothing while there is none. */
export function ProblemNote({ error }: { readonly error: unknown }) {
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {textOf(error)}
    </Alert>
  );
}
