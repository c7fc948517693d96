import type { Problem } from '#contracts';

/** An answer of the API that is not the one asked for: a problem document, or what could be made of the answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly problem: Problem,
    /** Seconds after which the server asks to be tried again. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer came at all: the network, the server or the time ran out. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Whether asking again may help; a refusal of what was asked stays a refusal. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionLost ||
  (error instanceof ApiProblem && [429, 502, 503, 504].includes(error.status));

// Another session, of another role perhaps, or one that lacks what its role asks for by now.
const OF_ANOTHER_SESSION = new Set(['CROSS_SITE', 'FORBIDDEN_ROLE', 'SECOND_FACTOR_NOT_SET_UP']);

/** Whether an answer gives reason to ask who is signed in: the page may be behind. */
export const doubtsSession = ({ status, problem }: ApiProblem): boolean =>
  status === 401 || OF_ANOTHER_SESSION.has(problem.code);

/** Milliseconds before attempt `attempt` (from 0): what the server asked for, else doubling up to 20 s. */
export function retryDelay(attempt: number, error: unknown): number {
  if (error instanceof ApiProblem && error.retryAfter !== null) return error.retryAfter * 1000;
  return Math.min(20_000, 500 * 2 ** attempt);
}

/** Reads the problem document of an answer; proxies in between may have put something else in its place. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const after = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const retryAfter = Number.isFinite(after) ? after : null;
  const body: unknown = await response.json().catch(() => null);
  return new ApiProblem(isProblem(body) ? body : unreadable(response), retryAfter);
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  'status' in body &&
  typeof body.status === 'number';

const unreadable = (response: Response): Problem => ({
  type: 'about:blank',
  title: 'Unreadable answer',
  status: response.status,
  detail: `The server answered ${response.status} without saying why.`,
  code: 'UNREADABLE_ANSWER',
});
