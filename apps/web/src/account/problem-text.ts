import { ApiProblem, ConnectionLost } from '../api/problem.js';
import { useWords } from '../app/use-words.js';

/** Whether the server refused with this code. */
export const hasCode = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.problem.code === code;

/** Says what went wrong with something that was sent, and what to do instead. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (error instanceof ConnectionLost) return t('account/problems/CONNECTION');
    if (!(error instanceof ApiProblem)) return t('account/problems/UNEXPECTED');
    const { code, detail } = error.problem;
    const key = `account/problems/${error.status >= 500 ? 'BUSY' : code}`;
    const text = t(key, { seconds: error.retryAfter ?? 60, defaultValue: '' });
    return text === '' || text === key ? t('account/problems/OTHER', { detail, code }) : text;
  };
}

/** What the server says about one field of the body, such as `/password`; undefined: nothing. */
export function fieldErrorOf(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.problem.errors?.find((each) => each.pointer === pointer)?.code;
}
