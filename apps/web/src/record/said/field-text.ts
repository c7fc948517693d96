import type { Language, Money } from '#domain';
import { formatPartialDate } from '../../format/dates.js';
import { formatMoneyInFull } from '../../format/money.js';
import { formatDecimal } from '../../format/numbers.js';
import { formatRegion } from '../../format/places.js';
import { formatQuantity, type ShownQuantity } from '../../format/quantity.js';
import { pickText } from '../../format/text.js';
import { boundsText, type Bounds } from './bounds.js';

export interface Speaking {
  readonly t: (key: string, values?: Readonly<Record<string, unknown>>) => string;
  readonly word: (
    group: 'stage' | 'legalStatus' | 'sector' | 'milestoneState' | 'partySide' | 'valueRole',
    code: string,
  ) => string;
  readonly language: Language;
}

type Shape = Readonly<Record<string, unknown>>;
const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The value of one thing that a record shows, in words; unknown is a value too. */
export function fieldText(field: string, value: unknown, speaking: Speaking): string {
  const { t } = speaking;
  if (value === null || value === undefined) return absent(field, t);
  if (typeof value === 'boolean') return t(value ? 'record/fields/yes' : 'record/fields/no');
  if (Array.isArray(value)) return listText(value, speaking);
  return isShape(value) ? shapeText(field, value, speaking) : plainText(field, textOf(value), speaking);
}

function absent(field: string, t: Speaking['t']): string {
  if (field.startsWith('step.')) return t('value/undated');
  if (field.endsWith('.plannedOn')) return t('record/milestones/noDate');
  return t(field === 'mergedInto' || field.endsWith('.achievedOn') ? 'value/none' : 'value/unknown');
}

function listText(values: readonly unknown[], { t, language }: Speaking): string {
  if (values.length === 0) return t('value/unknown');
  return values.map((value) => formatRegion(textOf(value), language)).join(', ');
}

function plainText(field: string, value: string, { t, word, language }: Speaking): string {
  if (field === 'stage') return word('stage', value);
  if (field === 'legalStatus') return word('legalStatus', value);
  if (field === 'classification.sector') return word('sector', value);
  if (field.startsWith('milestone.') && field.endsWith('.status')) return word('milestoneState', value);
  if (field.startsWith('member.')) return t(`record/links/${value}`);
  return /^(milestone|step|expiresOn)/.test(field) ? formatPartialDate(value, language) : value;
}

function shapeText(field: string, value: Shape, speaking: Speaking): string {
  const { t, word, language } = speaking;
  if (field === 'titles' || field === 'description') {
    return pickText(value, language)?.text ?? t('value/unknown');
  }
  if (field.startsWith('value')) {
    const money = value as unknown as Money;
    return `${formatMoneyInFull(money, language)} (${word('valueRole', money.role)})`;
  }
  if (field.startsWith('step.') && 'to' in value) return boundsText(value as unknown as Bounds, language);
  if (field.startsWith('party.')) return partyText(value, speaking);
  if ('unitCode' in value) {
    return `${formatQuantity(value as unknown as ShownQuantity, language)} ${textOf(value['of'])}`;
  }
  if ('plannedOn' in value) return plannedText(value, speaking);
  if ('percent' in value) return progressText(value, speaking);
  if (field === 'location') return locationText(value, speaking);
  if ('metric' in value) {
    const figure = formatDecimal(textOf(value['value']), language);
    return `${textOf(value['metric'])}: ${figure} ${textOf(value['unit'])}`;
  }
  return 'allocation' in value ? t('record/fields/yes') : JSON.stringify(value);
}

function partyText(value: Shape, { word }: Speaking): string {
  const name = isShape(value['party']) ? value['party']['name'] : value['name'];
  const share = typeof value['share'] === 'string' ? `, ${value['share']} %` : '';
  return `${textOf(name)} (${word('partySide', textOf(value['side']))})${share}`;
}

function plannedText(value: Shape, { t, language }: Speaking): string {
  const planned = value['plannedOn'];
  const date =
    typeof planned === 'string' ? formatPartialDate(planned, language) : t('record/milestones/noDate');
  const who = value['announcedBy'];
  return typeof who === 'string' ? `${date}, ${t('record/milestones/announcedBy', { who })}` : date;
}

function progressText(value: Shape, { t, language }: Speaking): string {
  const asOf = isShape(value['asOf']) ? value['asOf']['edtf'] : value['asOf'];
  const percent = `${formatDecimal(textOf(value['percent']), language)} %`;
  if (typeof asOf !== 'string') return percent;
  return t('record/facts/progressAsOf', { percent, date: formatPartialDate(asOf, language) });
}

function locationText(value: Shape, speaking: Speaking): string {
  const regions = Array.isArray(value['regions']) ? value['regions'] : [];
  const parts = [
    ...(regions.length === 0 ? [] : [listText(regions, speaking)]),
    ...(typeof value['place'] === 'string' ? [value['place']] : []),
  ];
  return parts.length === 0 ? speaking.t('value/unknown') : parts.join(', ');
}
