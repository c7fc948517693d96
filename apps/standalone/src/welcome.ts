import { ROLES } from '#commands';
import type { Config } from '#platform';
import type { SignIns } from './credentials.js';

/** What the person reads once everything runs: where to look, and the keys when they are new. */
export function welcome({
  url,
  signIns,
  config,
}: {
  url: string;
  signIns: SignIns;
  config: Config;
}): string[] {
  const { credentials, issued, path } = signIns;
  const keys = ROLES.map((role) => `    ${role.padEnd(12)} ${credentials[role].apiKey}`);
  return [
    '',
    `  Agreement Tracker   ${url}`,
    `  API                 ${url}/api/docs`,
    '',
    ...(issued.length > 0
      ? ['  One API key a role, shown this once (kept, for you alone, in', `  ${path}):`, ...keys]
      : [`  API keys: ${path}`]),
    ...(config.smtpUrl === undefined ? ['', '  No SMTP_URL: e-mail waits, the inbox serves.'] : []),
    '',
    '  Ctrl-C stops all of it.',
    '',
  ];
}
