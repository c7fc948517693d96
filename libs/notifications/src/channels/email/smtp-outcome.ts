import type { Outcome } from '../channel.js';

/** What nodemailer's errors bear. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message: string;
}

const COOL_DOWN = 30_000;
const LONGEST_NOTE = 300;
const NO_SUCH_ADDRESS = /^\d{3}[ -]5\.1\.\d/;

/** Replies after which the whole queue goes slower: the server has had enough of us, not of one message. */
const TOO_FAST = new Set([421, 450]);

/** Trouble before the server could say anything of the message. */
const NOT_REACHED = new Set(['ECONNECTION', 'ESOCKET', 'EDNS', 'ETIMEDOUT', 'ETLS', 'EAUTH']);

/** What a failed sending means: 4xx and no answer are tried again, 5xx is final. `address` is cut out of the note. */
export function outcomeOfError(error: SmtpError, address: string): Outcome {
  const note = (error.response ?? error.message).replaceAll(address, '(address)').slice(0, LONGEST_NOTE);
  const status = error.responseCode;
  if (status !== undefined && status >= 500 && error.code !== 'EAUTH') {
    const refuseAddress = NO_SUCH_ADDRESS.test(error.response ?? '');
    return { kind: 'dead', code: `SMTP_${status}`, note, ...(refuseAddress ? { refuseAddress } : {}) };
  }
  const code = status === undefined ? (error.code ?? 'SMTP_ERROR') : `SMTP_${status}`;
  const isSlow = status === undefined ? NOT_REACHED.has(code) : TOO_FAST.has(status);
  return { kind: 'retry', code, note, ...(isSlow ? { slowDown: COOL_DOWN } : {}) };
}
