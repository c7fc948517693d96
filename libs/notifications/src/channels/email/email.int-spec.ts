import { LOCALES } from '#contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSmtpSink, type CaughtMail, type SmtpSink } from '../../../../../test/support/smtp-sink.js';
import { isTokenOf } from '../../unsubscribe/token.js';
import type { NoticeMessage, SendingChannel } from '../channel.js';
import { emailChannel } from './email.js';

const STREAM = 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c';
const message: NoticeMessage = {
  kind: 'notice',
  isQuiet: false,
  id: '0192f0c1-7a7e-7cc0-8a58-0000000000aa',
  gen: 0,
  recipientId: '0192f0c1-7a7e-7cc0-8a58-0000000000bb',
  stream: STREAM,
  eventId: '0192f0c1-7a7e-7cc0-8a58-0000000000cc',
  eventClass: 'stage',
  critical: false,
  key: 'project.construction-started',
  params: {
    titles: { en: 'Steel plant', ru: 'Металлургический завод', kk: 'Болат зауыты', zh: '钢铁厂' },
    publicId: 'PRJ-2025-0009',
    occurredOn: '2025-03',
    sources: ['Akimat of Zhambyl region — Works began'],
  },
  locale: 'en',
  address: 'aigerim@example.org',
  decidedBy: `follow:record:${STREAM}`,
  linkKey: Buffer.alloc(32, 7),
};

let sink: SmtpSink;
let channel: SendingChannel;
beforeAll(async () => {
  sink = await startSmtpSink();
  channel = emailChannel({
    smtpUrl: sink.url,
    mailFrom: 'Agreement Tracker <updates@tracker.example.org>',
    baseUrl: 'https://tracker.example.org',
  });
});
afterAll(async () => {
  await channel.close();
  await sink.stop();
});
beforeEach(() => sink.answer(() => undefined));

async function sent(changes: Partial<NoticeMessage> = {}): Promise<CaughtMail> {
  const outcome = await channel.send({ ...message, ...changes });
  expect(outcome).toMatchObject({ kind: 'accepted' });
  return sink.mails.at(-1) as CaughtMail;
}

const header = (caught: CaughtMail, name: string) =>
  caught.mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line.replace(/\r\n\s+/g, ' '));

describe('a mail', () => {
  it('bears the headers of an automatic message of a list that one can leave with one click', async () => {
    const caught = await sent();
    expect(caught.to).toEqual(['aigerim@example.org']);
    expect(caught.mail).toMatchObject({
      messageId: `<${message.id}.0@tracker.example.org>`,
      references: `<${STREAM}@tracker.example.org>`,
      inReplyTo: `<${STREAM}@tracker.example.org>`,
      subject: 'Steel plant: construction has started',
    });
    expect(header(caught, 'auto-submitted')).toEqual(['Auto-Submitted: auto-generated']);
    expect(header(caught, 'x-auto-response-suppress')).toEqual(['X-Auto-Response-Suppress: All']);
    expect(header(caught, 'list-id')).toEqual([`List-ID: <${STREAM}.tracker.example.org>`]);
    expect(header(caught, 'list-unsubscribe-post')).toEqual([
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]);
    const [line = ''] = header(caught, 'list-unsubscribe');
    const token = /^List-Unsubscribe: <https:\/\/tracker\.example\.org\/api\/unsubscribe\/([\w-]+)>$/.exec(
      line,
    )?.[1];
    expect(isTokenOf(token ?? '', message.id, message.linkKey)).toBe(true);
    expect(caught.mail.text).toContain(`/api/unsubscribe/${token}`);
    expect(caught.mail.html).toContain(`/api/unsubscribe/${token}`);
  });

  it('says the same in text and HTML, and links to the page of the record', async () => {
    const { mail } = await sent();
    for (const part of [mail.text ?? '', mail.html === false ? '' : mail.html]) {
      for (const words of [
        'Steel plant',
        'construction has started',
        'March 2025',
        'Akimat of Zhambyl region',
      ]) {
        expect(part).toContain(words);
      }
      expect(part).toContain('https://tracker.example.org/projects/0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c');
      expect(part).toContain('because you follow this entry');
    }
  });

  it.each(LOCALES)('is written in the language of its reader: %s', async (locale) => {
    const { mail } = await sent({ locale });
    const words = { en: 'March 2025', kk: '2025 ж. наурыз', ru: 'март 2025 г.', zh: '2025年3月' };
    expect(mail.subject).toContain(message.params.titles[locale]);
    expect(mail.text).toContain(words[locale]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
  });

  it('folds a long Kazakh subject and gives it back whole', async () => {
    const title = 'Жамбыл облысындағы болат құю зауытының екінші кезегінің құрылысы '.repeat(6).trim();
    const caught = await sent({ locale: 'kk', params: { ...message.params, titles: { kk: title } } });
    expect(caught.mail.subject).toBe(`${title}: құрылыс басталды`);
    const [subject = ''] = /^Subject: .*(\r\n .*)*/m.exec(caught.raw) ?? [];
    const lines = subject.split('\r\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(78);
  });

  it('shows braces, tags and would-be headers of a title as text', async () => {
    const titles = { en: 'A {{7*7}} {{#each x}} <script>alert(1)</script>\r\nBcc: victim@example.org' };
    const caught = await sent({ params: { ...message.params, titles } });
    expect(caught.to).toEqual(['aigerim@example.org']);
    expect(header(caught, 'bcc')).toEqual([]);
    expect(caught.mail.subject).toContain(
      'A {{7*7}} {{#each x}} <script>alert(1)</script> Bcc: victim@example.org',
    );
    expect(caught.mail.text).toContain('A {{7*7}} {{#each x}} <script>alert(1)</script>');
    expect(caught.mail.html).toContain('A {{7*7}} {{#each x}} &lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('is the same when it is sent again, and a new one when a person replays it', async () => {
    const [first, again, replayed] = [await sent(), await sent(), await sent({ gen: 1 })];
    expect(again.mail.messageId).toBe(first.mail.messageId);
    expect(again.mail.text).toBe(first.mail.text);
    expect(replayed.mail.messageId).toBe(`<${message.id}.1@tracker.example.org>`);
  });
});

describe('an answer of the mail server', () => {
  const answered = (code: number, text: string) => {
    sink.answer(() => ({ code, text }));
    return channel.send(message);
  };

  it.each([
    [
      550,
      '5.1.1 <aigerim@example.org> no such user',
      { kind: 'dead', code: 'SMTP_550', refuseAddress: true },
    ],
    [554, '5.7.1 refused', { kind: 'dead', code: 'SMTP_554' }],
    [451, '4.3.0 try later', { kind: 'retry', code: 'SMTP_451' }],
    [450, '4.7.1 slow down', { kind: 'retry', code: 'SMTP_450', slowDown: 30_000 }],
    [421, '4.7.0 too many', { kind: 'retry', code: 'SMTP_421', slowDown: 30_000 }],
  ])('%d %s is understood, and its note bears no address', async (code, text, expected) => {
    const outcome = await answered(code, text);
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toMatchObject({ kind: 'retry', refuseAddress: true });
    expect(JSON.stringify(outcome)).not.toContain('aigerim');
  });

  it('that does not come is tried again later, more slowly', async () => {
    const gone = emailChannel({
      smtpUrl: 'smtp://127.0.0.1:1',
      mailFrom: 'a@b.example',
      baseUrl: 'http://x',
    });
    expect(await gone.send(message)).toMatchObject({ kind: 'retry', slowDown: 30_000 });
    await gone.close();
  });
});

describe('without a mail server', () => {
  it('the channel says why its deliveries wait', () => {
    const channel_ = emailChannel({ smtpUrl: undefined, mailFrom: 'a@b.example', baseUrl: 'http://x' });
    expect(channel_.holdReason).toBe('no_smtp');
  });
});
