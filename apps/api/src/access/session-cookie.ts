import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = '__Host-sid';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The token in the session cookie of a request. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split(';') ?? [];
  const pair = cookies.map((text) => text.trim()).find((text) => text.startsWith(`${NAME}=`));
  return pair?.slice(NAME.length + 1);
}

/**
 * Gives the browser the token: for this host alone, never to scripts, not with requests of other sites. It lasts as long as
 * the browser; the server ends it earlier.
 */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  reply.header('Set-Cookie', `${NAME}=${token}; ${ATTRIBUTES}`);
}

/** The header that takes the token from the browser. */
export const CLEARED_COOKIE = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;
