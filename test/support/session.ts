import type { Role } from '#identity';
import type { Session } from '#contracts';
import type { Answer, Call, TestApi } from './api.js';

/** A person signed in at the page: requests bear the cookie and the token of the session. */
export interface SignedIn {
  readonly session: Session;
  readonly cookie: string;
  readonly call: (path: string, call?: Omit<Call, 'as'>) => Promise<Answer>;
}

const FROM_THE_PAGE = { 'sec-fetch-site': 'same-origin' };

/** The `name=value` of the session cookie that an answer sets. */
export const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

/** Signs in as a role of the spec's API; `email` and `password` name somebody else. */
export async function signInTo(
  api: TestApi,
  who: Role | { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const { email, password } = typeof who === 'string' ? api.credentials[who] : who;
  const answer = await api.call('/api/session', { body: { email, password }, headers: FROM_THE_PAGE });
  if (answer.status !== 200) throw new Error(`signing in as ${email} was answered ${answer.text}`);
  return signedIn(api, answer);
}

/** The session that an answer began or went on with. */
export function signedIn(api: TestApi, answer: Answer): SignedIn {
  const session = answer.json as unknown as Session;
  const cookie = cookieOf(answer);
  const headers = { ...FROM_THE_PAGE, cookie, 'x-csrf-token': session.csrfToken ?? '' };
  return {
    ...{ session, cookie },
    call: (path, call = {}) => api.call(path, { ...call, headers: { ...headers, ...call.headers } }),
  };
}
