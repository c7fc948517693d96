import type { Language } from '#domain';

/** Names that fit a square of the tile-map on a narrow screen, of those regions whose own do not; by ISO code. */
export const SHORT_REGIONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    ...{ 'KZ-27': 'W. Kaz.', 'KZ-59': 'N. Kaz.', 'KZ-63': 'E. Kaz.', 'KZ-35': 'Karag.', 'KZ-39': 'Kost.' },
    ...{ 'KZ-43': 'Kyzyl.', 'KZ-47': 'Mang.', 'KZ-55': 'Pavl.', 'KZ-61': 'Turk.', 'KZ-79': 'Shymk.' },
    ...{ 'KZ-19': 'Almaty Reg.' },
  },
  kk: {
    ...{ 'KZ-27': 'БҚО', 'KZ-59': 'СҚО', 'KZ-63': 'ШҚО', 'KZ-35': 'Қарағ.', 'KZ-39': 'Қост.' },
    ...{ 'KZ-43': 'Қызыл.', 'KZ-47': 'Маңғ.', 'KZ-55': 'Павл.', 'KZ-61': 'Түрк.', 'KZ-79': 'Шымк.' },
    ...{ 'KZ-19': 'Алматы обл.', 'KZ-31': 'Жамб.' },
  },
  ru: {
    ...{ 'KZ-27': 'ЗКО', 'KZ-59': 'СКО', 'KZ-63': 'ВКО', 'KZ-35': 'Караг.', 'KZ-39': 'Кост.' },
    ...{ 'KZ-43': 'Кызыл.', 'KZ-47': 'Манг.', 'KZ-55': 'Павл.', 'KZ-61': 'Турк.', 'KZ-79': 'Шымк.' },
    ...{ 'KZ-19': 'Алмат. обл.', 'KZ-31': 'Жамб.', 'KZ-11': 'Акмол.', 'KZ-15': 'Актюб.', 'KZ-23': 'Атырау' },
  },
  zh: {},
};
