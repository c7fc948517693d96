import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../../app/use-words.js';
import { useFault, useFormScope, type FieldProps } from '../form-scope.js';
import { resolve, textOf } from '../schema.js';
import { nameOfChoice } from './choices.js';
import { DateField } from './date-field.js';
import { ListField } from './list-field.js';
import { ClassificationCode, CountryField, RegionsField } from './place-fields.js';
import { MoneyField } from './money-field.js';
import { ObjectField } from './object-field.js';
import { PartyField } from './party-field.js';
import { EventField, MilestoneField, OtherRecordField, PhaseField } from './record-fields.js';
import { SourcesField } from './sources-field.js';
import { TextsField } from './texts-field.js';

const LONG = new Set(['reason', 'note', 'statement', 'method', 'explanation']);
const EVENTS = new Set(['targetEventId', 'supportsEventId']);

/** The widget that fits what a field is: by its shape where that has a name, by its own name, by its type. */
export function Field(props: FieldProps) {
  const { defs } = useFormScope();
  const { name: shape, nullable, schema } = resolve(props.schema, defs);
  const own = { ...props, schema };
  if (shape === 'PartialDate') return <DateField {...props} nullable={nullable} />;
  if (shape === 'Money') return <MoneyField {...own} />;
  if (shape === 'Party') return <PartyField {...own} />;
  if (shape === 'LocalizedText') return <TextsField {...own} />;
  if (shape === 'Source') return <SourcesField {...props} single />;
  if (props.name === 'sources') return <SourcesField {...props} />;
  if (props.name === 'regions') return <RegionsField {...own} />;
  if (props.name === 'country' || props.name === 'countryCode') return <CountryField {...own} />;
  if (props.name === 'code' && schema.enum === undefined) return <ClassificationCode {...own} />;
  if (props.name === 'phaseId' && schema.enum === undefined) return <PhaseField {...own} />;
  if (props.name === 'milestoneId' && props.required) return <MilestoneField {...own} />;
  if (EVENTS.has(props.name)) return <EventField {...own} />;
  if (schema.format === 'uuid') return <OtherRecordField {...own} />;
  return <PlainField {...own} nullable={nullable} />;
}

function PlainField(props: FieldProps & { readonly nullable: boolean }) {
  switch (props.schema.type) {
    case 'array':
      return <ListField {...props} />;
    case 'object':
      return <ObjectField {...props} />;
    case 'boolean':
      return <YesField {...props} />;
    default:
      return props.schema.enum === undefined ? <TextField {...props} /> : <ChoiceField {...props} />;
  }
}

function YesField({ name, value, schema, onChange }: FieldProps) {
  const { t } = useWords();
  return (
    <Checkbox
      label={t(`log/field/${name}`)}
      checked={(value ?? schema.default) === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function ChoiceField({
  name,
  pointer,
  schema,
  value,
  onChange,
  required,
  nullable,
}: FieldProps & { nullable: boolean }) {
  const words = useWords();
  const none = words.t(nullable ? 'value/none' : 'log/choose');
  const fallback = textOf(schema.default);
  const options = (schema.enum ?? []).map((code) => ({
    value: code,
    label: nameOfChoice(words, name, code),
  }));
  return (
    <NativeSelect
      label={words.t(`log/field/${name}`)}
      error={useFault(pointer)}
      withAsterisk={required}
      value={textOf(value) || fallback}
      data={fallback === '' ? [{ value: '', label: none }, ...options] : options}
      onChange={(event) => onChange(event.currentTarget.value || (nullable ? null : undefined))}
    />
  );
}

function TextField({ name, pointer, schema, value, onChange, required }: FieldProps) {
  const { t } = useWords();
  const isNumber = schema.type === 'number' || schema.type === 'integer';
  const give = (text: string) =>
    onChange(isNumber && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
  const shared = {
    label: t(`log/field/${name}`),
    error: useFault(pointer),
    withAsterisk: required,
    value: textOf(value),
    placeholder: textOf(schema.default),
    ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
  };
  if (LONG.has(name)) {
    return (
      <Textarea {...shared} autosize minRows={2} onChange={(event) => give(event.currentTarget.value)} />
    );
  }
  const decimal = isNumber || ['quantity', 'percent', 'share', 'amount'].includes(name);
  return (
    <TextInput
      {...shared}
      inputMode={decimal ? 'decimal' : 'text'}
      onChange={(event) => give(event.currentTarget.value)}
    />
  );
}
