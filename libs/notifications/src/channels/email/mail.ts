import { createHash } from 'node:crypto';
import { keyOf, kindOf } from '../../rules/scopes.js';
import type { Catalogue } from '../../text/catalogue/catalogue.js';
import { CATALOGUES, fill } from '../../text/languages.js';
import { renderNotice } from '../../text/render.js';
import { recordUrl } from '../../text/urls.js';
import type { Message, NoticeMessage } from '../channel.js';
import { digestMailOf } from './digest-mail.js';
import { envelopeOf, stopUrlOf, type Mail, type MailSettings } from './envelope.js';
import { htmlLayout, textLayout, type MailView } from './layout.js';

/** The mail of one delivery. */
export const mailOf = (message: Message, to: string, settings: MailSettings): Mail =>
  message.kind === 'digest' ? digestMailOf(message, to, settings) : noticeMailOf(message, to, settings);

/** Mails about one record make one thread. */
function noticeMailOf(message: NoticeMessage, to: string, settings: MailSettings): Mail {
  const catalogue = CATALOGUES[message.locale];
  const notice = renderNotice(message.locale, message.key, message.params);
  const because = becauseText(catalogue, message.decidedBy);
  const view: MailView = {
    language: message.locale,
    title: notice.title,
    headline: notice.headline,
    important: message.critical ? catalogue.mail.critical : null,
    lines: notice.lines,
    because: message.isQuiet ? `${because} ${catalogue.mail.quiet}` : because,
    open: catalogue.mail.open,
    openUrl: recordUrl(settings.baseUrl, message.stream),
    stop: catalogue.mail.stop,
    stopUrl: stopUrlOf(message, settings),
  };
  const thread = `<${message.stream}@${settings.domain}>`;
  return {
    ...envelopeOf(message, to, settings, message.stream),
    subject: notice.subject,
    text: textLayout(view),
    html: htmlLayout(view),
    inReplyTo: thread,
    references: thread,
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
