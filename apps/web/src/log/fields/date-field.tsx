import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { parsePartialDate } from '#domain';
import { useWords } from '../../app/use-words.js';
import { formatPartialDate } from '../../format/dates.js';
import { useFault, type FieldProps } from '../form-scope.js';
import { textOf } from '../schema.js';
import { DATE_FORMS, formOf, inForm, type DateForm } from './date-value.js';

type DateFieldProps = Omit<FieldProps, 'schema' | 'siblings'> & {
  /** Whether null may be said: promised, but no date is known. */
  readonly nullable?: boolean;
};

/** A date with its own precision: first how exactly it is known, then as much of it as that asks for. */
export function DateField({ name, pointer, value, onChange, required, nullable = false }: DateFieldProps) {
  const { t, language } = useWords();
  const noteId = useId();
  const fault = useFault(pointer);
  const edtf = textOf(value);
  const absent = edtf === '';
  const [chosen, setChosen] = useState<DateForm>(
    absent ? (required && !nullable ? 'month' : 'unknown') : formOf(edtf),
  );
  const form = absent || formOf(edtf) === chosen ? chosen : formOf(edtf);
  const forms = DATE_FORMS.filter((one) => one !== 'unknown' || !required || nullable);
  const parsed = absent ? undefined : parsePartialDate(edtf);
  const give = (text: string) =>
    onChange(text === '' ? (nullable && form === 'unknown' ? null : undefined) : text);
  const choose = (next: DateForm) => {
    setChosen(next);
    if (next === 'unknown') onChange(nullable ? null : undefined);
    else onChange(inForm(edtf, next));
  };
  return (
    <fieldset className="field-group date-field" aria-describedby={noteId}>
      <legend>{t(`log/field/${name}`)}</legend>
      <div className="date-parts">
        <NativeSelect
          aria-label={t('log/date/precision')}
          value={form}
          data={forms.map((one) => ({ value: one, label: t(`log/date/${one}`) }))}
          onChange={(event) => choose(event.currentTarget.value as DateForm)}
        />
        <DateParts form={form} edtf={edtf} onChange={give} />
      </div>
      <p id={noteId} className={fault === undefined ? 'dim field-note' : 'field-fault'}>
        {fault ??
          (parsed === undefined
            ? t(form === 'unknown' ? 'log/date/unknownNote' : 'log/date/empty')
            : parsed.ok
              ? formatPartialDate(edtf, language)
              : t('log/date/unreadable'))}
      </p>
    </fieldset>
  );
}

const INPUT = { day: 'date', month: 'month' } as const;
const PLACEHOLDER = '2026, 2026-03, 2026-03-31';

function DateParts({
  form,
  edtf,
  onChange,
}: {
  form: DateForm;
  edtf: string;
  onChange: (edtf: string) => void;
}) {
  const { t } = useWords();
  const [left = '', right = ''] = edtf.split('/');
  switch (form) {
    case 'unknown':
      return null;
    case 'day':
    case 'month':
      return (
        <TextInput
          type={INPUT[form]}
          aria-label={t(`log/date/${form}`)}
          value={edtf}
          placeholder={form === 'month' ? '2026-03' : '2026-03-31'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'year':
    case 'about':
      return (
        <TextInput
          inputMode="numeric"
          maxLength={4}
          aria-label={t(`log/date/${form}`)}
          value={edtf.replace('~', '')}
          onChange={(event) => onChange(`${event.currentTarget.value}${form === 'about' ? '~' : ''}`)}
        />
      );
    case 'notLaterThan':
      return (
        <TextInput
          aria-label={t('log/date/notLaterThan')}
          placeholder={PLACEHOLDER}
          value={right}
          onChange={(event) => onChange(`../${event.currentTarget.value}`)}
        />
      );
    case 'range':
      return (
        <>
          <TextInput
            aria-label={t('log/date/from')}
            placeholder={PLACEHOLDER}
            value={left}
            onChange={(event) => onChange(`${event.currentTarget.value}/${right}`)}
          />
          <TextInput
            aria-label={t('log/date/to')}
            placeholder={PLACEHOLDER}
            value={right}
            onChange={(event) => onChange(`${left}/${event.currentTarget.value}`)}
          />
        </>
      );
  }
}
