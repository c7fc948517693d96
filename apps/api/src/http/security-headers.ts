import helmet from '@fastify/helmet';
import { fastify } from 'fastify';

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

/**
 * What every answer bears: nothing inline, nothing from elsewhere, no framing, no referrer. They are the same for
 * all answers, so helmet is asked once, by a request to an instance that nobody else reaches.
 */
export async function securityHeaders(https: boolean): Promise<Readonly<Record<string, string>>> {
  const probe = fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // A browser keeps this promise for a year, so it is made only where the address is https.
    hsts: https ? { maxAge: YEAR, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  });
  probe.get('/', (_request, reply) => reply.status(204).send());
  const { headers } = await probe.inject('/');
  await probe.close();
  const { date: _date, connection: _connection, ...safe } = headers;
  return { ...(safe as Record<string, string>), 'permissions-policy': PERMISSIONS_POLICY };
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

const PERMISSIONS_POLICY =
  'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()';
