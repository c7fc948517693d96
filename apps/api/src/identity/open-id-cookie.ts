import { SIGN_IN_SECONDS } from '#identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf } from '../access/session-cookie.js';

const NAME = '__Host-oidc';
// Lax: it has to come along when the provider sends the browser back.
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** What the browser keeps while somebody is at the provider. */
export const pendingSignInOf = (request: FastifyRequest): string | undefined => cookieOf(request, NAME);

export function keepPendingSignIn(reply: FastifyReply, sealed: string): void {
  reply.header('Set-Cookie', `${NAME}=${sealed}; ${ATTRIBUTES}; Max-Age=${SIGN_IN_SECONDS}`);
}

export function dropPendingSignIn(reply: FastifyReply): void {
  reply.header('Set-Cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
}
