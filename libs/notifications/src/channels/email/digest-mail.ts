import { CATALOGUES, fill } from '../../text/languages.js';
import { renderNotice } from '../../text/render.js';
import { recordUrl } from '../../text/urls.js';
import type { DigestMessage } from '../channel.js';
import { digestHtml, digestText, type DigestView } from './digest-layout.js';
import { envelopeOf, stopUrlOf, type Mail, type MailSettings } from './envelope.js';

/** The mail of one digest: how many updates stands in the subject, what they are is grouped by record. */
export function digestMailOf(message: DigestMessage, to: string, settings: MailSettings): Mail {
  const catalogue = CATALOGUES[message.locale];
  const { digest, mail } = catalogue;
  const records = message.records.map(({ stream, notices }) => {
    const rendered = notices.map(({ key, params, changes }) => ({
      ...renderNotice(message.locale, key, params),
      changes: changes === 1 ? null : fill(catalogue, digest.changes, { count: changes }),
    }));
    const title = rendered.at(-1)?.title ?? '';
    return { title, openUrl: recordUrl(settings.baseUrl, stream), notices: rendered };
  });
  const count = records.reduce((sum, { notices }) => sum + notices.length, 0);
  const isWeekly = message.decidedBy.endsWith(':weekly');
  const view: DigestView = {
    language: message.locale,
    title: fill(catalogue, digest.title, { count }),
    records,
    open: mail.open,
    because: isWeekly ? digest.weekly : digest.daily,
    stop: digest.stop,
    stopUrl: stopUrlOf(message, settings),
  };
  const subject = { count, title: records[0]?.title ?? '', others: records.length - 1 };
  return {
    ...envelopeOf(message, to, settings, 'digest'),
    subject: fill(catalogue, digest.subject, subject),
    text: digestText(view),
    html: digestHtml(view),
  };
}
