import { Button } from '@mantine/core';
import { useWords } from '../../app/use-words.js';
import { useFault, useFormScope, type FieldProps } from '../form-scope.js';
import { resolve } from '../schema.js';

/** Any number of things of one shape. */
export function ListField({ name, pointer, schema, value, onChange }: FieldProps) {
  const { t } = useWords();
  const { defs, field: Field } = useFormScope();
  const fault = useFault(pointer);
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const item = schema.items ?? {};
  const isText = resolve(item, defs).schema.type === 'string';
  const replace = (index: number, ...by: readonly unknown[]) =>
    onChange([...items.slice(0, index), ...by, ...items.slice(index + 1)]);
  return (
    <fieldset className="field-group">
      <legend>{t(`log/field/${name}`)}</legend>
      {fault !== undefined && <p className="field-fault">{fault}</p>}
      {items.map((part, index) => (
        <div key={index} className="list-item">
          <Field
            name={`${name}_item`}
            pointer={`${pointer}/${index}`}
            schema={item}
            value={part}
            siblings={{}}
            required
            onChange={(next) => replace(index, next)}
          />
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => replace(index)}>
            {t('log/list/remove')}
          </Button>
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange([...items, isText ? '' : {}])}>
        {t('log/list/add', { what: t(`log/field/${name}_item`) })}
      </Button>
    </fieldset>
  );
}
