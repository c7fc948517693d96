import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { keyOf, kindOf } from '../../rules/scopes.js';
import type { Catalogue } from '../../text/catalogue/catalogue.js';
import { CATALOGUES, fill } from '../../text/languages.js';
import { renderNotice } from '../../text/render.js';
import { recordUrl, unsubscribeUrl } from '../../text/urls.js';
import { unsubscribeToken } from '../../unsubscribe/token.js';
import type { Message } from '../channel.js';
import { htmlLayout, textLayout, type MailView } from './layout.js';

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

/**
 * The mail of one delivery. Sent again it is the same, Message-ID included, so that a mail server or program can
 * tell a doubled one; a replay by a person counts up and is a new one. Mails about one record make one thread.
 */
export function mailOf(message: Message, to: string, settings: MailSettings): Mail {
  const catalogue = CATALOGUES[message.locale];
  const notice = renderNotice(message.locale, message.key, message.params);
  const stopUrl = unsubscribeUrl(settings.baseUrl, unsubscribeToken(message.id, message.linkKey));
  const view: MailView = {
    language: message.locale,
    title: notice.title,
    headline: notice.headline,
    important: message.critical ? catalogue.mail.critical : null,
    lines: notice.lines,
    because: becauseText(catalogue, message.decidedBy),
    open: catalogue.mail.open,
    openUrl: recordUrl(settings.baseUrl, message.stream),
    stop: catalogue.mail.stop,
    stopUrl,
  };
  const thread = `<${message.stream}@${settings.domain}>`;
  return {
    messageId: `<${message.id}.${message.gen}@${settings.domain}>`,
    from: settings.from,
    to: { name: '', address: to },
    subject: notice.subject,
    text: textLayout(view),
    html: htmlLayout(view),
    inReplyTo: thread,
    references: thread,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': { prepared: true, value: `<${message.stream}.${settings.domain}>` },
      'List-Unsubscribe': { prepared: true, value: `<${stopUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** SHA-256 of what was said: bodies are not kept, they can be made again from the notification. */
export const bodyHash = (mail: Mail): Buffer =>
  createHash('sha256').update(mail.text).update('\0').update(mail.html).digest();

function becauseText(catalogue: Catalogue, decidedBy: string): string {
  const texts: Readonly<Record<string, string>> = catalogue.mail.because;
  const scope = decidedBy.startsWith('follow:') ? decidedBy.slice('follow:'.length) : '';
  const key = scope === '' ? decidedBy : kindOf(scope);
  return fill(catalogue, texts[key] ?? catalogue.mail.because.record, { key: keyOf(scope) });
}
