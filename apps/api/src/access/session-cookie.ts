import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = '__Host-sid';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The value of a cookie of a request. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const cookies = request.headers.cookie?.split(';') ?? [];
  const pair = cookies.map((text) => text.trim()).find((text) => text.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** The token in the session cookie of a request. */
export const sessionTokenOf = (request: FastifyRequest): string | undefined => cookieOf(request, NAME);

/**
 * Gives the browser the token: for this host alone, never to scripts, not with requests of other sites. It lasts as long as
 * the browser; the server ends it earlier.
 */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  reply.header('Set-Cookie', `${NAME}=${token}; ${ATTRIBUTES}`);
}

/** The header that takes the token from the browser. */
export const CLEARED_COOKIE = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;
