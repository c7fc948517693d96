import { Autocomplete } from '@mantine/core';
import { useWords } from '../../app/use-words.js';
import { useFault, useFormScope, type FieldProps } from '../form-scope.js';
import { isObject, textOf } from '../schema.js';
import { CountryField } from './place-fields.js';

/** A party by its name; one that the record has already is taken over as it is. */
export function PartyField({ name, pointer, value, onChange, required, schema }: FieldProps) {
  const { t } = useWords();
  const { record } = useFormScope();
  const fault = useFault(`${pointer}/name`);
  const whole = useFault(pointer);
  const party = isObject(value) ? value : {};
  const known = record?.parties.map((participation) => participation.party) ?? [];
  const rename = (text: string) =>
    onChange(known.find((one) => one.name === text) ?? { ...party, name: text });
  return (
    <div className="fields party-field" role="group" aria-label={t(`log/field/${name}`)}>
      <Autocomplete
        label={t(`log/field/${name}`)}
        withAsterisk={required}
        error={fault ?? whole}
        value={textOf(party['name'])}
        data={[...new Set(known.map((one) => one.name))]}
        onChange={rename}
      />
      {textOf(party['name']) !== '' && (
        <CountryField
          name="countryCode"
          pointer={`${pointer}/countryCode`}
          schema={schema.properties?.['countryCode'] ?? {}}
          value={party['countryCode']}
          siblings={party}
          required={false}
          onChange={(countryCode) => onChange({ ...party, countryCode })}
        />
      )}
    </div>
  );
}
