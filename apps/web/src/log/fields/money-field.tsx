import { NativeSelect, TextInput } from '@mantine/core';
import { VALUE_QUALIFIERS, VALUE_ROLES, type Money } from '#domain';
import { useWords } from '../../app/use-words.js';
import { useFaults, type FieldProps } from '../form-scope.js';
import { isObject, textOf } from '../schema.js';
import { nameOfChoice } from './choices.js';

const CURRENCIES = ['USD', 'KZT', 'CNY', 'EUR', 'RUB', 'HKD', 'GBP', 'JPY', 'CHF', 'AED'] as const;
const NEEDS: Readonly<Record<Money['qualifier'], readonly ('amount' | 'min' | 'max')[]>> = {
  exact: ['amount'],
  approx: ['amount'],
  atLeast: ['min'],
  moreThan: ['min'],
  atMost: ['max'],
  range: ['min', 'max'],
  undisclosed: [],
};
const PARTS = ['amount', 'min', 'max'] as const;

/** A figure as people type it, "7 400 000 000" or "7,400,000.50", as the register writes it. */
const decimalOf = (typed: string): string => typed.replace(/[\s\u00a0,_]/g, '');

/** A sum as it was stated: how exactly, how much, in which currency, and what kind of sum it is. */
export function MoneyField({ name, pointer, value, onChange }: FieldProps) {
  const words = useWords();
  const { t } = words;
  const faultAt = useFaults();
  const whole = faultAt(pointer);
  const money = isObject(value) ? value : {};
  const qualifier = (textOf(money['qualifier']) || 'exact') as Money['qualifier'];
  const needed = NEEDS[qualifier];
  const give = (part: Readonly<Record<string, unknown>>) => {
    const next: Record<string, unknown> = {
      qualifier,
      currency: 'USD',
      role: 'announced',
      ...money,
      ...part,
    };
    const needs = NEEDS[next['qualifier'] as Money['qualifier']];
    const figure = PARTS.map((one) => textOf(next[one])).find((text) => text !== '') ?? '';
    for (const one of PARTS) {
      if (!needs.includes(one)) next[one] = undefined;
      else if (textOf(next[one]) === '' && needs.length === 1 && part['qualifier'] !== undefined)
        next[one] = figure;
    }
    if (needs.length === 0) next['currency'] = undefined;
    onChange(needs.length > 0 && needs.every((one) => textOf(next[one]) === '') ? undefined : next);
  };
  const faultOf = (part: string) => faultAt(`${pointer}/${part}`);
  const select = (part: string, selected: string, codes: readonly string[]) => (
    <NativeSelect
      label={t(`log/field/${part}`)}
      value={selected}
      error={faultOf(part)}
      data={codes.map((code) => ({
        value: code,
        label: part === 'currency' ? code : nameOfChoice(words, part, code),
      }))}
      onChange={(event) => give({ [part]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className="field-group">
      <legend>{t(`log/field/${name}`)}</legend>
      {whole !== undefined && <p className="field-fault">{whole}</p>}
      <div className="fields">
        {select('qualifier', qualifier, VALUE_QUALIFIERS)}
        {needed.map((part) => (
          <TextInput
            key={part}
            inputMode="decimal"
            label={t(`log/field/${part}`)}
            error={faultOf(part)}
            value={textOf(money[part])}
            onChange={(event) => give({ [part]: decimalOf(event.currentTarget.value) })}
          />
        ))}
        {needed.length > 0 && select('currency', textOf(money['currency']) || 'USD', CURRENCIES)}
        {select('role', textOf(money['role']) || 'announced', VALUE_ROLES)}
      </div>
    </fieldset>
  );
}
