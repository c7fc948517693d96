import { useWords } from '../app/use-words.js';

/** Particulars by name, as they are kept. */
export function Details({ of }: { readonly of: Readonly<Record<string, unknown>> }) {
  const { t } = useWords();
  const entries = Object.entries(of);
  if (entries.length === 0) return <span className="unknown">{t('value/none')}</span>;
  return (
    <code>
      {entries
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ')}
    </code>
  );
}
