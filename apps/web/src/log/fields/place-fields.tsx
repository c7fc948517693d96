import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { KZ_REGIONS, SECTORS } from '#domain';
import { useWords } from '../../app/use-words.js';
import { formatCountry, formatRegion } from '../../format/places.js';
import { useFault, type FieldProps } from '../form-scope.js';
import { textOf } from '../schema.js';

const FIRST = ['KZ', 'CN'] as const;
const OTHERS = [
  ...[
    'AE',
    'AF',
    'AM',
    'AT',
    'AZ',
    'BE',
    'BY',
    'CA',
    'CH',
    'CZ',
    'DE',
    'ES',
    'FI',
    'FR',
    'GB',
    'GE',
    'HK',
    'HU',
  ],
  ...[
    'IN',
    'IR',
    'IT',
    'JP',
    'KG',
    'KR',
    'KW',
    'MN',
    'MY',
    'NL',
    'NO',
    'OM',
    'PK',
    'PL',
    'QA',
    'RU',
    'SA',
    'SE',
  ],
  ...['SG', 'TJ', 'TM', 'TR', 'UA', 'US', 'UZ', 'VN'],
];
const REGIONS = [...KZ_REGIONS.map(({ code }) => code), 'CN-SN', 'CN-JS', 'CN-XJ', 'CN-BJ'];

export function CountryField({ name, pointer, value, onChange, required }: FieldProps) {
  const { t, language } = useWords();
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => ({ value: code, label: formatCountry(code, language) }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <NativeSelect
      label={t(`log/field/${name}`)}
      error={useFault(pointer)}
      withAsterisk={required}
      value={textOf(value)}
      data={[{ value: '', label: t('value/unknown') }, ...named(FIRST), ...named(OTHERS)]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

export function RegionsField({ name, pointer, value, onChange }: FieldProps) {
  const { t, language } = useWords();
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <MultiSelect
      searchable
      label={t(`log/field/${name}`)}
      error={useFault(pointer)}
      value={chosen}
      data={REGIONS.map((code) => ({ value: code, label: formatRegion(code, language) }))}
      nothingFoundMessage={t('log/search/nothing')}
      onChange={onChange}
    />
  );
}

/** A code of a scheme: sectors by name, codes of other schemes as they are written. */
export function ClassificationCode({ name, pointer, value, onChange, required, siblings }: FieldProps) {
  const { t, word } = useWords();
  const error = useFault(pointer);
  const label = t(siblings['scheme'] === 'sector' ? 'log/field/sector' : `log/field/${name}`);
  if (siblings['scheme'] !== 'sector') {
    return (
      <TextInput
        {...{ label, error, withAsterisk: required, value: textOf(value) }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <NativeSelect
      {...{ label, error, withAsterisk: required, value: textOf(value) }}
      data={[
        { value: '', label: t('log/choose') },
        ...SECTORS.map((code) => ({ value: code, label: word('sector', code) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
