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

/** The body of a command in words, for the person who decides on it. */
export function InputFields({ input }: { readonly input: Input }) {
  const { t } = useWords();
  const fieldName = useFieldName();
  const entries = Object.entries(input);
  if (entries.length === 0) return <p className="dim">{t('approvals/noFields')}</p>;
  return (
    <dl className="proposal-fields">
      {entries.map(([name, value]) => (
        <div key={name} className="proposal-field">
          <dt>{fieldName(name)}</dt>
          <dd>
            <Value name={name} value={value} />
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
