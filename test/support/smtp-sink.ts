import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** One message as the server of the other side got it. */
export interface CaughtMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** What the server says to one recipient: undefined accepts. */
export type Verdict = (recipient: string) => { readonly code: number; readonly text: string } | undefined;

export interface SmtpSink {
  readonly url: string;
  readonly mails: readonly CaughtMail[];
  /** Message-IDs in order of arrival, doubles included. */
  messageIds(): string[];
  /** Decides from now on about recipients. */
  answer(verdict: Verdict): void;
  /** The next messages are taken and then the answer is held back until `release` is called. */
  holdAnswers(): () => void;
  stop(): Promise<void>;
}

/** A mail server on a free port of 127.0.0.1 that keeps what it gets in memory. */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const mails: CaughtMail[] = [];
  let verdict: Verdict = () => undefined;
  let gate: Promise<void> = Promise.resolve();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (address, _session, done) => {
      const refusal = verdict(address.address);
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map((address) => address.address);
        const answered = gate;
        simpleParser(raw)
          .then((mail) => mails.push({ to, raw: raw.toString(), mail }))
          .then(() => answered)
          .then(
            () => done(),
            (error: Error) => done(error),
          );
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    messageIds: () => mails.map(({ mail }) => mail.messageId ?? ''),
    answer: (next) => {
      verdict = next;
    },
    holdAnswers: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
