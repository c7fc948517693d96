import type { Role } from '#identity';
import type { Answer, Call, TestApi } from './api.js';

/** What a person types to sign in. */
export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

export interface SessionClient {
  /** Value of the Cookie header as it is now. */
  readonly cookie: string;
  readonly csrfToken: string;
  /** As the page sends it: cookie, token against forgery, and where it comes from. `headers` win over these. */
  call(path: string, call?: Omit<Call, 'as'>): Promise<Answer>;
}

/** The page's own requests, as a browser marks them. */
export const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin', origin: 'http://tracker.test' } as const;

/** The session cookie that an answer sets, as a Cookie header gives it back; empty when it was taken away. */
export const cookieOf = ({ headers }: Answer): string =>
  /^__Host-sid=[\w-]+/.exec(headers.get('set-cookie') ?? '')?.[0] ?? '';

/** The bare exchange of a sign-in, whatever comes of it. */
export const trySignIn = (
  api: TestApi,
  input: SignInInput,
  headers: Readonly<Record<string, string>> = SAME_ORIGIN,
): Promise<Answer> => api.call('/api/session', { body: input, headers });

/** Signs somebody in through HTTP. Fails unless it succeeds. */
export async function signIn(api: TestApi, who: Role | SignInInput): Promise<SessionClient> {
  const { email, password, ...rest } = typeof who === 'string' ? api.credentials[who] : who;
  const code = 'code' in rest ? { code: rest.code } : {};
  const answer = await trySignIn(api, { email, password, ...code });
  if (answer.status !== 200) throw new Error(`the sign-in of ${email} was answered ${answer.text}`);
  return sessionClient(api, answer);
}

/** Goes on with the session that an answer began; follows it from token to token. */
export function sessionClient(api: TestApi, began: Answer): SessionClient {
  let cookie = cookieOf(began);
  let csrfToken = String(began.json['csrfToken']);
  return {
    get cookie() {
      return cookie;
    },
    get csrfToken() {
      return csrfToken;
    },
    async call(path, { headers, ...call } = {}) {
      const own = { cookie, 'x-csrf-token': csrfToken, ...SAME_ORIGIN };
      const answer = await api.call(path, { ...call, headers: { ...own, ...headers } });
      const next = cookieOf(answer);
      if (next !== '') {
        cookie = next;
        csrfToken = String(answer.json['csrfToken']);
      }
      return answer;
    },
  };
}
