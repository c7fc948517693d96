import type { SendMailOptions } from 'nodemailer';
import { unsubscribeUrl } from '../../text/urls.js';
import { unsubscribeToken } from '../../unsubscribe/token.js';
import type { Message } from '../channel.js';

export interface MailSettings {
  /** Sender as in a From header. */
  readonly from: string;
  /** Right side of Message-IDs and List-Ids. */
  readonly domain: string;
  /** Address of the product, without a slash at the end. */
  readonly baseUrl: string;
}

export interface Mail extends SendMailOptions {
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
}

type Addressed = Pick<Message, 'id' | 'gen' | 'linkKey'>;

export const stopUrlOf = ({ id, linkKey }: Addressed, { baseUrl }: MailSettings): string =>
  unsubscribeUrl(baseUrl, unsubscribeToken(id, linkKey));

/**
 * What every mail has besides its words. Sent again it has the same Message-ID, so that a mail server or program can
 * tell a doubled one; a replay by a person counts up and is a new one.
 */
export function envelopeOf(message: Addressed, to: string, settings: MailSettings, list: string) {
  const { from, domain } = settings;
  return {
    messageId: `<${message.id}.${message.gen}@${domain}>`,
    from,
    to: { name: '', address: to },
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': { prepared: true, value: `<${list}.${domain}>` },
      'List-Unsubscribe': { prepared: true, value: `<${stopUrlOf(message, settings)}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}
