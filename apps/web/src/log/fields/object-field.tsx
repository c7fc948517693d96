import { useWords } from '../../app/use-words.js';
import { useFault, useFormScope, type FieldProps } from '../form-scope.js';
import { isObject, type Schema } from '../schema.js';

interface PropertiesProps {
  readonly schema: Schema;
  readonly names: readonly string[];
  readonly pointer: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly onChange: (value: Readonly<Record<string, unknown>>) => void;
}

/** Fields of an object, in the order of `names`. */
export function Properties({ schema, names, pointer, value, onChange }: PropertiesProps) {
  const { field: Field } = useFormScope();
  return names.map((name) => (
    <Field
      key={name}
      name={name}
      pointer={`${pointer}/${name}`}
      schema={schema.properties?.[name] ?? {}}
      value={value[name]}
      siblings={value}
      required={schema.required?.includes(name) ?? false}
      onChange={(part) => onChange({ ...value, [name]: part })}
    />
  ));
}

/** Names of an object's fields: those that must be given first. */
export function namesOf(schema: Schema): readonly string[] {
  const names = Object.keys(schema.properties ?? {});
  const must = (name: string) => schema.required?.includes(name) ?? false;
  return [...names.filter(must), ...names.filter((name) => !must(name))];
}

/** An object of any shape as a group of its fields. */
export function ObjectField({ name, pointer, schema, value, onChange }: FieldProps) {
  const { t } = useWords();
  const fault = useFault(pointer);
  return (
    <fieldset className="field-group">
      <legend>{t(`log/field/${name}`)}</legend>
      {fault !== undefined && <p className="field-fault">{fault}</p>}
      <div className="fields">
        <Properties
          schema={schema}
          names={namesOf(schema)}
          pointer={pointer}
          value={isObject(value) ? value : {}}
          onChange={onChange}
        />
      </div>
    </fieldset>
  );
}
