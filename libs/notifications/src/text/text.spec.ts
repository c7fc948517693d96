import { LOCALES } from '#contracts';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { NOTICE_KEYS } from './catalogue/catalogue.js';
import { dateInWords } from './dates.js';
import { CATALOGUES } from './languages.js';
import { moneyInWords } from './money.js';
import type { NoticeParams } from './params.js';
import { renderNotice } from './render.js';

/** Every text of a catalogue by its path. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${path}/${name}`));
}

/** Names of the arguments of an ICU message, those of its branches included. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const visit = (parts: readonly object[]) => {
    for (const part of parts) {
      if ('type' in part && part.type !== 0 && 'value' in part && typeof part.value === 'string')
        names.add(part.value);
      if ('options' in part && part.options !== null) {
        for (const branch of Object.values(part.options as Record<string, { value: object[] }>))
          visit(branch.value);
      }
    }
  };
  visit(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

const plant: NoticeParams = {
  titles: { en: 'Steel plant', ru: 'Металлургический завод', kk: 'Болат зауыты', zh: '钢铁厂' },
  publicId: 'PRJ-2025-0009',
  occurredOn: '2025-03',
  sources: ['Akimat of Zhambyl region — Works began'],
};

describe.each(LOCALES)('the catalogue %s', (locale) => {
  const catalogue = CATALOGUES[locale];

  it('has every text, each a valid ICU message with the placeholders of the English one', () => {
    const english = new Map(texts(CATALOGUES.en));
    const own = texts(catalogue);
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) {
      if (path === '/tag') continue;
      expect(text.trim()).not.toBe('');
      new IntlMessageFormat(text, catalogue.tag, undefined, { ignoreTag: true });
      expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path) ?? '')]);
    }
  });

  it('renders every message without an empty part', () => {
    for (const key of NOTICE_KEYS) {
      const { subject, text } = renderNotice(locale, key, {
        ...plant,
        party: { name: 'Sinopec' },
        milestone: { code: 'firstPiles', titles: null },
        percent: '40',
        number: '2',
        kind: 'pledge',
      });
      expect(subject).toMatch(/^\S.*\S$/);
      expect(`${subject}\n${text}`).not.toMatch(/\{|\}|undefined|null|[:：]\s*$/);
    }
  });
});

describe('dates in words', () => {
  it.each([
    ['2025-03-31', ['31 March 2025', '2025 ж. 31 наурыз', '31 марта 2025 г.', '2025年3月31日']],
    ['2025-03', ['March 2025', '2025 ж. наурыз', 'март 2025 г.', '2025年3月']],
    ['2025', ['2025', '2025 жыл', '2025 год', '2025年']],
    [
      '2024/2025',
      [
        'between 2024 and 2025',
        '2024 жыл — 2025 жыл аралығында',
        'в промежутке: 2024 год — 2025 год',
        '2024年至2025年之间',
      ],
    ],
    [
      '../2025-09',
      [
        'not later than September 2025',
        'ең кеші: 2025 ж. қыркүйек',
        'не позднее: сентябрь 2025 г.',
        '不晚于2025年9月',
      ],
    ],
    ['2029~', ['about 2029', 'шамамен 2029 жыл', 'примерно 2029 год', '约2029年']],
    [null, ['date not known', 'күні белгісіз', 'дата неизвестна', '日期不详']],
  ])('%s keeps its precision in every language', (edtf, expected) => {
    expect(LOCALES.map((locale) => dateInWords(CATALOGUES[locale], edtf))).toEqual(expected);
  });
});

describe('sums in words', () => {
  it('are exact beyond what a binary number holds and say what is uncertain', () => {
    const money = (rest: object) => ({ currency: 'USD', role: 'announced' as const, ...rest });
    expect(
      spaced(
        moneyInWords(CATALOGUES.en, { ...money({}), qualifier: 'exact', amount: '9007199254740993.10' }),
      ),
    ).toBe('USD 9,007,199,254,740,993.10');
    expect(
      spaced(moneyInWords(CATALOGUES.en, { ...money({}), qualifier: 'moreThan', min: '15000000000' })),
    ).toBe('more than USD 15,000,000,000');
    expect(moneyInWords(CATALOGUES.zh, { role: 'contract', qualifier: 'undisclosed' })).toBe('未披露');
  });
});

describe('a rendered notice', () => {
  it('names the record in the language of the reader, else in one it has', () => {
    expect(renderNotice('ru', 'project.construction-started', plant).subject).toBe(
      'Металлургический завод: начато строительство',
    );
    const onlyRussian = { ...plant, titles: { ru: 'Завод' } };
    expect(renderNotice('zh', 'project.construction-started', onlyRussian).subject).toBe('Завод：已开工建设');
  });

  it('says the date with its precision and the source', () => {
    expect(renderNotice('en', 'project.construction-started', plant).text).toBe(
      'Construction has started\nWhen: March 2025\nSource: Akimat of Zhambyl region — Works began',
    );
  });

  it('leaves braces, tags and line breaks of a title without effect', () => {
    const titles = { en: 'Plant {{7*7}} {x, plural, other {y}} <b>bold</b>\r\nBcc: all@example.org' };
    expect(renderNotice('en', 'project.suspended', { ...plant, titles }).subject).toBe(
      'Plant {{7*7}} {x, plural, other {y}} <b>bold</b> Bcc: all@example.org: the project has been suspended',
    );
  });

  it('counts days as the language does', () => {
    const slip = (locale: 'en' | 'ru', slipDays: number) =>
      renderNotice(locale, 'milestone.rescheduled', { ...plant, slipDays }).text;
    expect(slip('en', 1)).toContain('Later by: 1 day');
    expect(slip('ru', 92)).toContain('Позже на: 92 дня');
    expect(slip('ru', 365)).toContain('Позже на: 365 дней');
  });
});
