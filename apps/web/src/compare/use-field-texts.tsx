import type { ReactNode } from 'react';
import type { RecordComparison } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { formatMoneyInFull, type ShownMoney } from '../format/money.js';
import { formatRegion } from '../format/places.js';
import { formatQuantity, type ShownQuantity } from '../format/quantity.js';
import { pickText } from '../format/text.js';
import { partialDateOf } from './bounds.js';

export type Difference = RecordComparison['differences'][number];
type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a difference is about and what stood there, in the words of the page. */
export function useFieldTexts() {
  const { t, word, language } = useWords();
  const nameOf = (field: string): string => {
    const [group = '', ...rest] = field.split('.');
    const last = rest.at(-1) ?? '';
    switch (group) {
      case 'classification':
        return last === 'sector'
          ? t('compare/field/sector')
          : t('compare/field/code', { name: rest.join('.') });
      case 'party':
        return t('compare/field/party', { role: word('partyRole', last) });
      case 'milestone':
        return t(`compare/field/milestone/${last}`, { name: milestoneOf(rest[0] ?? '') });
      case 'step':
        return last === 'opening'
          ? t('compare/field/opening')
          : t('compare/field/step', {
              event: word('event', rest.find((part) => /^[A-Z]/.test(part)) ?? last),
            });
      case 'capacity':
        return t('compare/field/capacity', { kind: word('capacityKind', rest.at(-2) ?? '') });
      case 'progress':
        return t('compare/field/progress', { kind: word('progressKind', last) });
      default:
        return t(`compare/field/${group}`);
    }
  };
  const milestoneOf = (id: string): string => word('milestone', id.replace(/-[0-9a-f]{8}$/, ''));
  const dateOf = (value: Fields): string | undefined => {
    const { edtf, from, to } = value;
    if (typeof edtf === 'string') return formatPartialDate(edtf, language);
    if (typeof to !== 'string') return undefined;
    return formatPartialDate(partialDateOf({ from: typeof from === 'string' ? from : null, to }), language);
  };
  const objectOf = (group: string, value: Fields): string => {
    switch (group) {
      case 'titles':
      case 'description':
        return pickText(value, language)?.text ?? t('compare/notThere');
      case 'value':
        return formatMoneyInFull(value as unknown as ShownMoney, language);
      case 'capacity':
        return formatQuantity(value as unknown as ShownQuantity, language);
      case 'party':
        return [textOf(value['name']), word('partySide', textOf(value['side'] ?? ''))].join(' · ');
      case 'claim':
        return `${textOf(value['metric'])}: ${textOf(value['value'])} ${textOf(value['unit'])}`;
      case 'progress':
        return `${textOf(value['percent'])} %`;
      default:
        return dateOf(value) ?? t('compare/there');
    }
  };
  const scalarOf = (field: string, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'compare/yes' : 'compare/no');
    const text = textOf(value);
    if (field === 'stage') return word('stage', text);
    if (field === 'legalStatus') return word('legalStatus', text);
    if (field === 'classification.sector') return word('sector', text);
    if (field.endsWith('.status')) return word('milestoneState', text);
    return field.startsWith('member.') ? t('compare/there') : text;
  };
  const valueOf = (difference: Difference, side: 'before' | 'after'): ReactNode => {
    const { field, before, after } = difference;
    const value = difference[side];
    const group = field.split('.')[0] ?? '';
    // Without a date on either side, the step itself is what was not there before.
    const isNew = side === 'before' && before === null && after === null;
    const isDate = !isNew && (group === 'step' || /\.(?:plannedOn|achievedOn)$/.test(field));
    if (value === null || value === undefined) {
      return <span className="unknown">{t(isDate ? 'value/undated' : 'compare/notThere')}</span>;
    }
    if (Array.isArray(value)) {
      if (value.length === 0) return <span className="unknown">{t('value/unknown')}</span>;
      return value.map((code) => formatRegion(textOf(code), language)).join(', ');
    }
    return isObject(value) ? objectOf(group, value) : scalarOf(field, value);
  };
  return { nameOf, valueOf };
}
