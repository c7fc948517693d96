import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';

type Input = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names fields as the form does in which they were filled in. */
function useFieldName(): (field: string) => string {
  const { t } = useWords();
  return (field) =>
    t(`approvals/fields/${field}`, { defaultValue: t(`log/field/${field}`, { defaultValue: field }) });
}

interface InputFieldsProps {
  readonly input: Input;
  /** What it said before: where it differs, that is struck through beside what it says now. */
  readonly before?: Input;
}

/** The body of a command in words, for the person who decides on it. */
export function InputFields({ input, before = input }: InputFieldsProps) {
  const { t } = useWords();
  const fieldName = useFieldName();
  const names = [...new Set([...Object.keys(before), ...Object.keys(input)])];
  if (names.length === 0) return <p className="dim">{t('approvals/noFields')}</p>;
  return (
    <dl className="proposal-fields">
      {names.map((name) => (
        <div key={name} className="proposal-field">
          <dt>{fieldName(name)}</dt>
          <dd>
            {JSON.stringify(before[name]) !== JSON.stringify(input[name]) && (
              <del className="proposal-before">
                <span className="unseen">{t('approvals/before')}: </span>
                {before[name] === undefined ? t('value/none') : <Value name={name} value={before[name]} />}
              </del>
            )}
            {input[name] === undefined ? t('value/none') : <Value name={name} value={input[name]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { t, word, language } = useWords();
  const fieldName = useFieldName();
  if (value === null || value === undefined) return <span className="unknown">{t('value/unknown')}</span>;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((item: unknown, index) => (
          <li key={index}>
            <Value name={name} value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (isGroup(value)) {
    return Object.entries(value).map(([inner, item]) => (
      <span key={inner} className="line">
        <span className="dim">{fieldName(inner)}: </span>
        <Value name={inner} value={item} />
      </span>
    ));
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (name.endsWith('On')) return formatPartialDate(text, language);
  if (name === 'class') return word('evidence', text);
  if (name.startsWith('reason')) return word('reason', text);
  return name === 'basis' ? word('basis', text) : text;
}
