import type { Language, Quantity, UnitCode } from '#domain';
import { formatDecimal } from './numbers.js';
import { qualify } from './qualified.js';

type UnitNames = Readonly<Record<UnitCode, string>>;

const UNIT_NAMES: Readonly<Record<Language, UnitNames>> = {
  en: {
    TNE: 't',
    KTN: 'kt',
    MAW: 'MW',
    MWH: 'MWh',
    H18: 'ha',
    KMT: 'km',
    MTQ: 'm³',
    E22: 'TEU',
    H87: 'pcs',
    P1: '%',
    C62: '×',
  },
  kk: {
    TNE: 'т',
    KTN: 'кт',
    MAW: 'МВт',
    MWH: 'МВт·сағ',
    H18: 'га',
    KMT: 'км',
    MTQ: 'м³',
    E22: 'TEU',
    H87: 'дана',
    P1: '%',
    C62: '×',
  },
  ru: {
    TNE: 'т',
    KTN: 'кт',
    MAW: 'МВт',
    MWH: 'МВт·ч',
    H18: 'га',
    KMT: 'км',
    MTQ: 'м³',
    E22: 'ДФЭ',
    H87: 'шт.',
    P1: '%',
    C62: '×',
  },
  zh: {
    TNE: '吨',
    KTN: '千吨',
    MAW: '兆瓦',
    MWH: '兆瓦时',
    H18: '公顷',
    KMT: '公里',
    MTQ: '立方米',
    E22: '标准箱',
    H87: '辆/件',
    P1: '%',
    C62: '×',
  },
};

const PER: Readonly<Record<Language, { readonly P1Y: string; readonly P1D: string }>> = {
  en: { P1Y: 'a year', P1D: 'a day' },
  kk: { P1Y: 'жылына', P1D: 'тәулігіне' },
  ru: { P1Y: 'в год', P1D: 'в сутки' },
  zh: { P1Y: '每年', P1D: '每日' },
};

export type ShownQuantity = Pick<Quantity, 'quantity' | 'qualifier' | 'unitCode' | 'per'>;

/** "1,250,000 t a year"; a relative gain reads "×5". What is measured (`of`) is not part of the text. */
export function formatQuantity(value: ShownQuantity, language: Language): string {
  const number = formatDecimal(value.quantity, language);
  const unit = UNIT_NAMES[language][value.unitCode];
  const isFactor = value.unitCode === 'C62';
  const figure = qualify({ qualifier: value.qualifier, figure: isFactor ? `×${number}` : number }, language);
  const measured = isFactor ? figure : `${figure}\u00a0${unit}`;
  if (value.per === null) return measured;
  const per = PER[language][value.per];
  return language === 'zh' || language === 'kk' ? `${per} ${measured}` : `${measured} ${per}`;
}
