/** What the page is told of a sign-in through the provider that did not come about. */
export type OpenIdCode = 'OPENID_FAILED' | 'OPENID_NO_ROLE' | 'OPENID_AWAY';

/** A refused sign-in or access token; `reason` is for the operator's log and shown to nobody else. */
export class OpenIdError extends Error {
  constructor(
    readonly code: OpenIdCode,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'OpenIdError';
  }
}

const LONGEST = 300;

/** What an error and those behind it say, in one line; never what was sent. */
export function reasonOf(error: unknown): string {
  const words: string[] = [];
  for (let at = error; at instanceof Error && words.length < 3; at = at.cause) words.push(wordsOf(at));
  return words.length === 0 ? String(error).slice(0, LONGEST) : words.join(' < ').slice(0, LONGEST);
}

function wordsOf(error: Error): string {
  const { code, error: named, error_description: described } = error as Error & Record<string, unknown>;
  return [error.message, code, named, described].filter((word) => typeof word === 'string').join(' ');
}
