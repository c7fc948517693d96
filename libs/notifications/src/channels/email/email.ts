import { createTransport } from 'nodemailer';
import type { SendingChannel } from '../channel.js';
import type { MailSettings } from './envelope.js';
import { bodyHash, mailOf } from './mail.js';
import { outcomeOfError } from './smtp-outcome.js';

export interface EmailOptions {
  /** Absent: deliveries are planned and wait. */
  readonly smtpUrl: string | undefined;
  /** Sender, such as `Agreement Tracker <updates@example.org>`. */
  readonly mailFrom: string;
  readonly baseUrl: string;
}

const CONNECTIONS = { direct: 4, bulk: 12 };
const CONNECT_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 60_000;

/** Mail through one SMTP server, over connections that are kept. */
export function emailChannel(options: EmailOptions): SendingChannel {
  const { smtpUrl, mailFrom, baseUrl } = options;
  const settings: MailSettings = { from: mailFrom, domain: domainOf(mailFrom), baseUrl };
  const transport =
    smtpUrl === undefined
      ? undefined
      : createTransport({
          url: smtpUrl,
          pool: true,
          maxConnections: CONNECTIONS.direct + CONNECTIONS.bulk,
          maxMessages: Infinity,
          connectionTimeout: CONNECT_TIMEOUT,
          greetingTimeout: CONNECT_TIMEOUT,
          socketTimeout: ANSWER_TIMEOUT,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
  return {
    kind: 'sending',
    name: 'email',
    concurrency: CONNECTIONS,
    holdReason: transport === undefined ? 'no_smtp' : null,
    send: async (message) => {
      if (transport === undefined || message.address === null) {
        return { kind: 'retry', code: 'NOT_CONFIGURED' };
      }
      const mail = mailOf(message, message.address, settings);
      try {
        const { response } = await transport.sendMail(mail);
        return { kind: 'accepted', reference: response.slice(0, 200), bodyHash: bodyHash(mail) };
      } catch (error) {
        return outcomeOfError(error as Error, message.address);
      }
    },
    close: async () => transport?.close(),
  };
}

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
