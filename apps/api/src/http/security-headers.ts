import type { FastifyHelmetOptions } from '@fastify/helmet';

const YEAR = 31_536_000;

const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
};

/** What every answer bears: nothing inline, nothing from elsewhere, no framing, no referrer. */
export function securityHeaders(https: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // A browser keeps this promise for a year, so it is made only where the address is https.
    hsts: https ? { maxAge: YEAR, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  };
}

/**
 * Policy of the page's document. Its components write style elements, as text into innerHTML: with a nonce they
 * bear it, and the one trusted-types policy of the page lets style text through and no markup. A page that takes
 * no nonce has its inline styles allowed instead, and no trusted types.
 */
export function pagePolicy(nonce: string | undefined): string {
  const { 'require-trusted-types-for': trusted, ...policy } = POLICY;
  const page =
    nonce === undefined
      ? { ...policy, 'style-src': ["'self'", "'unsafe-inline'"] }
      : {
          ...policy,
          'style-src': ["'self'", `'nonce-${nonce}'`],
          'require-trusted-types-for': trusted,
          'trusted-types': ['default'],
        };
  return Object.entries(page)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join(';');
}

export const PERMISSIONS_POLICY =
  'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()';
