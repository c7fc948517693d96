import { LOCALES, type Locale } from '#contracts';
import { describe, expect, it } from '@jest/globals';
import type { DigestMessage, NoticeMessage } from '../channel.js';
import { mailOf } from './mail.js';

const settings = {
  from: 'updates@example.org',
  domain: 'example.org',
  baseUrl: 'https://tracker.example.org',
};
const id = '0192f0c1-7a7e-7cc0-8a58-0000000000aa';
const addressed = (locale: Locale) => ({
  ...{ id, gen: 0, recipientId: id, locale, address: 'a@example.org', linkKey: Buffer.alloc(32) },
});
const params = { titles: { en: 'Steel <plant>\r\nBcc: x@example.org' }, publicId: 'PRJ-1', sources: [] };
const notice = (changes: number) => ({ key: 'project.construction-started' as const, params, changes });
const records = [
  { stream: `project-${id}`, notices: [notice(1), notice(5)] },
  { stream: `agreement-${id}`, notices: [notice(1)] },
];
const digest = (locale: Locale): DigestMessage => ({
  ...addressed(locale),
  ...{ kind: 'digest', decidedBy: 'digest:weekly', records },
});

describe('the mail of a digest', () => {
  it.each([
    ['en', '3 updates: Steel <plant> Bcc: x@example.org and 1 other entry'],
    ['kk', '3 жаңалық: Steel <plant> Bcc: x@example.org және тағы 1 жазба'],
    ['ru', '3 новости: Steel <plant> Bcc: x@example.org и ещё 1 запись'],
    ['zh', '3 条动态：Steel <plant> Bcc: x@example.org及另外 1 个条目'],
  ] as const)('counts in its subject, in %s', (locale, subject) => {
    expect(mailOf(digest(locale), 'a@example.org', settings).subject).toBe(subject);
  });

  it.each(LOCALES)('has words as text and as HTML that shows titles as text, in %s', (locale) => {
    const { text, html } = mailOf(digest(locale), 'a@example.org', settings);
    expect(text.match(/^- /gm)).toHaveLength(3);
    expect(text).toContain(`https://tracker.example.org/agreements/${id}`);
    expect(text).not.toMatch(/[{}]|undefined/);
    expect(html).toContain('Steel &lt;plant&gt;');
    expect(html).not.toContain('<plant>');
    expect(html.match(/unsubscribe\//g)).toHaveLength(1);
  });

  it('says the number of changes only where there were several, and can be stopped by one click', () => {
    const { text, headers, messageId, inReplyTo } = mailOf(digest('en'), 'a@example.org', settings);
    expect(text.match(/\(.* since the last digest\)/g)).toEqual(['(5 changes since the last digest)']);
    expect(headers).toMatchObject({
      'List-Id': { value: '<digest.example.org>' },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect([messageId, inReplyTo]).toEqual([`<${id}.0@example.org>`, undefined]);
  });
});

describe('the mail of critical news', () => {
  it.each([true, false])('says why it comes in quiet hours: %s', (isQuiet) => {
    const message: NoticeMessage = {
      ...addressed('en'),
      ...{ kind: 'notice', stream: `project-${id}`, eventId: id, eventClass: 'end', critical: true },
      ...{ key: 'project.cancelled', params, decidedBy: 'critical', isQuiet },
    };
    expect(mailOf(message, 'a@example.org', settings).text.includes('in your quiet hours')).toBe(isQuiet);
  });
});
