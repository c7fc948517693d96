import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#contracts';
import { api } from './api.js';

const SESSION = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => took(await api.read<Session>('/session', { signal })),
  staleTime: 5 * 60_000,
});

/** Requests that change something bear the token of the session from now on. */
function took(session: Session): Session {
  api.csrfToken = session.csrfToken;
  return session;
}

/** Who is signed in. `session` is undefined until the server has said so. */
export function useSession() {
  const client = useQueryClient();
  const { data: session, error } = useQuery(SESSION);
  return {
    session,
    error,
    role: session?.user?.role,
    /** Takes over what the server answered to a sign-in, a step-up or a sign-out; everything else is read anew. */
    replace: async (next: Session): Promise<void> => {
      client.setQueryData(SESSION.queryKey, took(next));
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    /** Takes over a session of the same person: what was read stays. */
    take: (next: Session): void => {
      client.setQueryData(SESSION.queryKey, took(next));
    },
    refresh: () => client.invalidateQueries({ queryKey: SESSION.queryKey }),
  };
}
