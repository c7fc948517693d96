import type { Language } from '#domain';

// Browsers name no Kazakh months, numbers or countries although they claim the language, so these are ours.
const KAZAKH_MONTHS = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
] as const;

/** Tag for Intl: Kazakh writes numbers as Russian does, English follows the British order of day and month. */
export const INTL_LOCALE: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  kk: 'ru-RU',
  ru: 'ru-RU',
  zh: 'zh-CN',
};

/** A year, a month of a year, or a day, as people of the language write it. `month` and `day` count from 1. */
export interface CalendarPart {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

export function formatCalendarPart(part: CalendarPart, language: Language): string {
  if (language === 'kk') return formatKazakh(part);
  const date = new Date(Date.UTC(part.year, (part.month ?? 1) - 1, part.day ?? 1));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (part.month !== null) options.month = 'long';
  if (part.day !== null) options.day = 'numeric';
  return noBreaks(new Intl.DateTimeFormat(INTL_LOCALE[language], options).format(date), part, language);
}

function formatKazakh({ year, month, day }: CalendarPart): string {
  if (month === null) return `${year}\u00a0ж.`;
  const name = KAZAKH_MONTHS[month - 1] ?? '';
  return day === null ? `${year}\u00a0ж. ${name}` : `${year}\u00a0ж. ${day}\u00a0${name}`;
}

// "2025 г." and "31 марта" stay on one line; a bare Russian year gets its abbreviation like a month does.
function noBreaks(text: string, part: CalendarPart, language: Language): string {
  if (language !== 'ru') return text;
  const full = part.month === null ? `${text} г.` : text;
  return full.replace(/\sг\./u, '\u00a0г.').replace(/^(\d{1,2})\s/u, '$1\u00a0');
}
