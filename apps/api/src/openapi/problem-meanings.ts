import type { EdgeCode, FieldCode, MalformedCode } from '#contracts';
import { REJECTIONS, type RejectionCode } from '#domain';
import type { ProblemCode } from '../http/problem-table.js';

const EDGE: Readonly<Record<EdgeCode | FieldCode | MalformedCode, string>> = {
  INVALID_JSON: 'The body is not a JSON document.',
  DUPLICATE_NAME: 'A name stands twice in one object.',
  FORBIDDEN_NAME: 'A name such as __proto__ is not taken.',
  TOO_DEEP: 'The body is nested deeper than 16 levels.',
  INVALID_QUERY: 'A parameter of the address is unknown or not usable.',
  INVALID_HEADER: 'A header is not usable.',
  INVALID_CURSOR: 'The cursor is not one that was given out for this list.',
  BODY_TOO_LARGE: 'The body has more than 256 KiB, or a table more than 10 MiB.',
  URI_TOO_LONG: 'The address has more than 4 KiB.',
  HEADERS_TOO_LARGE: 'The headers have more than 16 KiB.',
  UNSUPPORTED_MEDIA_TYPE: 'Bodies are application/json; tables are text/csv or an Excel workbook.',
  UNSUPPORTED_ENCODING: 'Bodies are not compressed.',
  REQUEST_TIMEOUT: 'The request did not arrive in time.',
  INVALID_INPUT: 'Fields are missing or not usable: errors names each.',
  REQUIRED: 'On a field: it is missing.',
  UNKNOWN_FIELD: 'A field is not known: nothing is dropped silently.',
  INVALID_VALUE: 'On a field: the value is not usable.',
  INVALID_TEXT: 'On a field: the text holds characters that cannot be stored or shown.',
  NUMBER_RANGE: 'On a field: the number would not be kept exactly.',
  TOO_MANY_ITEMS: 'On a field: the list has more than 1,000 items.',
  IDEMPOTENCY_MISMATCH: 'The Idempotency-Key was used for another body.',
  UNAUTHENTICATED: 'A valid key is needed.',
  FORBIDDEN_ROLE: 'The role of the key does not allow this.',
  NOT_FOUND: 'There is no such address.',
  CONCURRENCY_CONFLICT: 'The record has moved on since the version of If-Match; currentVersion tells where.',
  READ_MODEL_BEHIND: 'The read model has not reached minPosition yet: try again shortly.',
  BUSY: 'More comes in than can be recorded: nothing was recorded, try again.',
  UNAVAILABLE: 'The database does not answer: nothing was recorded, try again.',
  OUTCOME_UNKNOWN: 'It may or may not have been recorded: send it again with the same Idempotency-Key.',
  SHUTTING_DOWN: 'This server is stopping: nothing was recorded, try again.',
  TOO_MANY_STREAMS: 'Too many readers follow live.',
  TOO_MANY_REQUESTS:
    'More was asked in a minute than is taken from one caller: Retry-After says when to go on.',
  NOT_DEAD: 'The delivery was not given up: there is nothing to send anew.',
  INVALID_TABLE:
    'The file is no table that could be imported: errors names the place. Nothing of it is recorded.',
  NOTHING_RECORDED: 'A dry run recorded nothing, so there is nothing to take back.',
  IMPORT_RUNNING: 'The table is still being imported.',
  CROSS_SITE: 'What changes something comes from the page itself or with a key, never from another site.',
  KEY_LACKS_GRANT: 'The key was not issued for this: it needs another grant.',
  STEP_UP_REQUIRED: 'A new proof of who you are is needed: POST /api/session/step-up, then send it again.',
  SECOND_FACTOR_NOT_SET_UP: 'The role needs a second factor, and none is set up yet.',
  SIGN_IN_FAILED: 'Address, password or code are not right.',
  SECOND_FACTOR_REQUIRED:
    'The six digits of the authenticator are needed too: send all of it again with code.',
  TOO_MANY_SIGN_INS: 'Too many attempts to sign in: Retry-After says when to go on.',
  WEAK_PASSWORD: 'The password is one of the common ones: choose another.',
  TOKEN_INVALID: 'The link is unknown, used up or too old: ask for another.',
  EMAIL_TAKEN: 'Another user has this e-mail address.',
  OWN_ROLE: 'Nobody changes their own role, scope or standing: another administrator does.',
  LAST_ADMIN: 'It is the last administrator: make another one first.',
  NO_SUCH_USER: 'There is no such user.',
  NO_PASSWORD: 'The user signs in through the identity provider or with keys alone.',
  SECOND_FACTOR_CODE:
    'The code is not of the secret that was given out last: look at the clock of the phone.',
  SECOND_FACTOR_NEEDED: 'The role needs a second factor: it can be replaced and not removed.',
  PASSWORDS_BUSY: 'Too many sign in at the same time: try again shortly.',
  NO_SUCH_PROPOSAL: 'There is no such proposal.',
  SELF_APPROVAL: 'Nobody approves what they proposed themselves.',
  PROPOSAL_CHANGED: 'The proposal was changed since you read it: read it again, then decide.',
  PROPOSAL_CLOSED: 'The proposal was decided, withdrawn or has expired.',
  NOT_YOUR_PROPOSAL: 'Only whoever proposed it may change or withdraw it.',
  APPROVAL_REQUIRED: 'It takes two people: POST /api/proposals, and somebody else approves it.',
  INTERNAL: 'An error of ours: errorId finds it in the log.',
};

/** One sentence or two on what a code means and what to do. */
export function meaningOf(code: ProblemCode): string {
  if (Object.hasOwn(EDGE, code)) return EDGE[code as keyof typeof EDGE];
  const [message, hint] = REJECTIONS[code as RejectionCode];
  return `${message}. ${hint}`;
}
