import { queryOptions, useQuery, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '#contracts';
import { liveStream } from '../live/live-stream.js';
import { api } from './api.js';
import { draftsAreOf } from './draft.js';

interface Standing {
  readonly session: Session;
  /** The session ended without a sign-out at this page. */
  readonly wasSignedOut: boolean;
}

const KEY = ['session'];
const SESSION = queryOptions({
  queryKey: KEY,
  queryFn: async ({ signal, client }): Promise<Standing> =>
    standingAfter(client, took(await api.read<Session>('/session', { signal }))),
  staleTime: 5 * 60_000,
  // Whoever comes back to the page sees at once whether they are still signed in.
  refetchOnWindowFocus: 'always',
});

/** Requests that change something bear the token of the session from now on, and drafts are those of its person. */
function took(session: Session): Session {
  api.csrfToken = session.csrfToken;
  if (session.user !== null) draftsAreOf(session.user.id);
  return session;
}

/** What a session that was read means to a page that knew another one: it forgets what was read for somebody else. */
function standingAfter(client: QueryClient, session: Session): Standing {
  const before = client.getQueryData<Standing>(KEY);
  if (before === undefined) return { session, wasSignedOut: false };
  const wasSomebody = before.session.user !== null;
  if (before.session.user?.id !== session.user?.id) void client.resetQueries({ predicate: isOfSomebody });
  return { session, wasSignedOut: session.user === null && (wasSomebody || before.wasSignedOut) };
}

const isOfSomebody = ({ queryKey }: Query): boolean => queryKey[0] !== KEY[0];

/** Who is signed in. `session` is undefined until the server has said so. */
export function useSession() {
  const client = useQueryClient();
  const { data, error } = useQuery(SESSION);
  const know = (session: Session) =>
    client.setQueryData(SESSION.queryKey, { session: took(session), wasSignedOut: false });
  return {
    session: data?.session,
    wasSignedOut: data?.wasSignedOut === true,
    error,
    role: data?.session.user?.role,
    /** Takes over what the server answered to a sign-in, a step-up or a sign-out; everything else is read anew. */
    replace: async (next: Session): Promise<void> => {
      know(next);
      await client.invalidateQueries({ predicate: isOfSomebody });
    },
    /** Takes over a session of the same person: what was read stays. */
    take: (next: Session): void => {
      know(next);
    },
    refresh: () => client.invalidateQueries({ queryKey: KEY }),
  };
}

/**
 * Reads the session anew as soon as something says that it may be over: an answer of the API, or the live connection,
 * which the server ends with the session.
 */
export function useSessionInDoubt(): void {
  const client = useQueryClient();
  useEffect(() => {
    const reread = async (): Promise<boolean> => {
      const before = client.getQueryData<Standing>(KEY)?.session;
      await client.refetchQueries({ queryKey: KEY });
      const after = client.getQueryData<Standing>(KEY)?.session;
      return (
        after?.user != null && after.user.id === before?.user?.id && after.csrfToken !== before.csrfToken
      );
    };
    let before = liveStream.isOpen();
    const unwatch = liveStream.watch(() => {
      const isOpen = liveStream.isOpen();
      if (before !== undefined && isOpen !== before) void reread();
      before = isOpen;
    });
    api.onDoubt = reread;
    return () => {
      unwatch();
      api.onDoubt = () => Promise.resolve(false);
    };
  }, [client]);
}
