import { createHash, timingSafeEqual } from 'node:crypto';
import { csrfTokenOf } from '#identity';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/http-problem.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isUnsafe = (request: FastifyRequest): boolean => !SAFE.has(request.method);

/**
 * Turns away what a browser sends on behalf of another site (fetch metadata, else the origin). A program sends neither
 * header and no cookie, so nobody can make it send anything.
 * @throws HttpProblem 403 CROSS_SITE
 */
export function refuseOtherSites(request: FastifyRequest, origin: string): void {
  if (!isUnsafe(request)) return;
  const site = request.headers['sec-fetch-site'];
  const from = request.headers.origin;
  const isOwn = site === undefined ? from === undefined || from === origin : site === 'same-origin';
  if (!isOwn) throw crossSite('This request came from another site.');
}

/**
 * What changes something in the name of a session bears the session's own token, and says where it comes from.
 * @throws HttpProblem 403 CROSS_SITE
 */
export function requireCsrfToken(request: FastifyRequest, token: string): void {
  if (!isUnsafe(request)) return;
  if (request.headers['sec-fetch-site'] === undefined && request.headers.origin === undefined) {
    throw crossSite('Requests with the session cookie come from a browser at the page.');
  }
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !equal(given, csrfTokenOf(token))) {
    throw crossSite('The header X-CSRF-Token is not that of the session: read /api/session again.');
  }
}

const equal = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const crossSite = (detail: string): HttpProblem => new HttpProblem('CROSS_SITE', detail);
