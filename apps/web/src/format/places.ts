import { KZ_REGIONS, type Language } from '#domain';
import { INTL_LOCALE } from './months.js';

// Kazakh and Chinese names of regions outside the Kazakh list are not in any browser; these are the ones that
// the register has met. The Chinese names of the Kazakh regions follow usage of the Chinese press.
const CHINESE_REGIONS: Readonly<Record<string, string>> = {
  'KZ-10': '阿拜州',
  'KZ-11': '阿克莫拉州',
  'KZ-15': '阿克托别州',
  'KZ-19': '阿拉木图州',
  'KZ-23': '阿特劳州',
  'KZ-27': '西哈萨克斯坦州',
  'KZ-31': '江布尔州',
  'KZ-33': '杰特苏州',
  'KZ-35': '卡拉干达州',
  'KZ-39': '科斯塔奈州',
  'KZ-43': '克孜勒奥尔达州',
  'KZ-47': '曼格斯套州',
  'KZ-55': '巴甫洛达尔州',
  'KZ-59': '北哈萨克斯坦州',
  'KZ-61': '突厥斯坦州',
  'KZ-62': '乌勒套州',
  'KZ-63': '东哈萨克斯坦州',
  'KZ-71': '阿斯塔纳',
  'KZ-75': '阿拉木图',
  'KZ-79': '奇姆肯特',
};
const OTHER_REGIONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'CN-SN': { en: 'Shaanxi', kk: 'Шэньси', ru: 'Шэньси', zh: '陕西省' },
  'CN-JS': { en: 'Jiangsu', kk: 'Цзянсу', ru: 'Цзянсу', zh: '江苏省' },
  'CN-XJ': { en: 'Xinjiang', kk: 'Шыңжаң', ru: 'Синьцзян', zh: '新疆维吾尔自治区' },
  'CN-BJ': { en: 'Beijing', kk: 'Бейжің', ru: 'Пекин', zh: '北京市' },
};
const KAZAKH_COUNTRIES: Readonly<Record<string, string>> = {
  KZ: 'Қазақстан',
  CN: 'Қытай',
  RU: 'Ресей',
  KG: 'Қырғызстан',
  UZ: 'Өзбекстан',
  AZ: 'Әзербайжан',
  GE: 'Грузия',
  TR: 'Түркия',
  HK: 'Гонконг',
};

const REGIONS = new Map(KZ_REGIONS.map((region) => [region.code, region]));

/** Name of an ISO 3166-2 region; the code itself where no name is known. */
export function formatRegion(code: string, language: Language): string {
  const region = REGIONS.get(code);
  if (region === undefined) return OTHER_REGIONS[code]?.[language] ?? code;
  switch (language) {
    case 'en':
      return region.nameEn;
    case 'kk':
      return region.nameKk;
    case 'ru':
      return region.nameRu;
    case 'zh':
      return CHINESE_REGIONS[code] ?? region.nameEn;
  }
}

/** Name of an ISO 3166-1 country; Kazakh names are ours, because browsers have none. */
export function formatCountry(code: string, language: Language): string {
  if (language === 'kk') return KAZAKH_COUNTRIES[code] ?? nameByBrowser(code, 'ru');
  return nameByBrowser(code, language);
}

function nameByBrowser(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(INTL_LOCALE[language], { type: 'region' }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
