import { ROLES } from '#identity';
import type { Config } from '#platform';
import type { SignIns } from './credentials.js';

/** What the person reads once everything runs: where to look, and how to sign in when that is new. */
export function welcome({
  url,
  signIns,
  setUp,
  config,
}: {
  url: string;
  signIns: SignIns | undefined;
  /** How the first administrator is made; empty: there is one. */
  setUp: readonly string[];
  config: Config;
}): string[] {
  return [
    '',
    `  Agreement Tracker   ${url}`,
    `  API                 ${url}/api/docs`,
    '',
    ...(signIns === undefined ? [] : signInLines(signIns)),
    ...setUp.map((line) => `  ${line}`),
    ...(config.smtpUrl === undefined ? ['', '  No SMTP_URL: e-mail waits, the inbox serves.'] : []),
    '',
    '  Ctrl-C stops all of it.',
    '',
  ];
}

function signInLines({ credentials, issued, path }: SignIns): string[] {
  if (issued.length === 0) return [`  Sign-ins and API keys: ${path}`];
  const lines = ROLES.map(
    (role) => `    ${credentials[role].email.padEnd(22)} ${credentials[role].password}`,
  );
  return [
    '  One sign-in a role, shown this once (kept, for you alone, with an API key each, in',
    `  ${path}):`,
    ...lines,
  ];
}
