import { ApiProblem, ConnectionLost } from '../api/problem.js';
import { useRefusal } from '../app/use-refusal.js';
import { useWords } from '../app/use-words.js';

/** Whether the server refused with this code. */
export const hasCode = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.problem.code === code;

/** Says what went wrong with something that was sent, and what to do instead. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useWords();
  const refusal = useRefusal();
  return (error) => {
    if (error instanceof ConnectionLost) return t('account/problems/CONNECTION');
    if (!(error instanceof ApiProblem)) return t('account/problems/UNEXPECTED');
    const { code, detail } = error.problem;
    const { retryAfter } = error;
    return (
      refusal({ code, detail, ...(retryAfter === null ? {} : { seconds: retryAfter }) }) ??
      t('account/problems/OTHER', { detail, code })
    );
  };
}

/** What the server says about one field of the body, such as `/password`; undefined: nothing. */
export function fieldErrorOf(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.problem.errors?.find((each) => each.pointer === pointer)?.code;
}
