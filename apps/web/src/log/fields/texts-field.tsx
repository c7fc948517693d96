import { TextInput } from '@mantine/core';
import { useWords } from '../../app/use-words.js';
import { LANGUAGES } from '../../i18n/index.js';
import { useFault, type FieldProps } from '../form-scope.js';
import { isObject, textOf } from '../schema.js';

/** A text in one to four languages: that of the page first, the others folded away until they are wanted. */
export function TextsField({ name, pointer, value, onChange, required }: FieldProps) {
  const { t, language } = useWords();
  const fault = useFault(pointer);
  const texts = isObject(value) ? value : {};
  const others = LANGUAGES.filter((other) => other !== language);
  const input = (given: (typeof LANGUAGES)[number], label: string, error?: string) => (
    <TextInput
      key={given}
      lang={given}
      label={label}
      error={error}
      withAsterisk={required && given === language}
      value={textOf(texts[given])}
      onChange={(event) => onChange({ ...texts, [given]: event.currentTarget.value })}
    />
  );
  return (
    <div className="texts-field">
      {input(
        language,
        t('log/text/in', { what: t(`log/field/${name}`), language: t(`languages/${language}`) }),
        fault,
      )}
      <details open={others.some((other) => textOf(texts[other]) !== '')}>
        <summary>{t('log/text/others')}</summary>
        <div className="fields">{others.map((other) => input(other, t(`languages/${other}`)))}</div>
      </details>
    </div>
  );
}
