import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';

/** Why a record stopped, moved or ended: the code of the reason by name, and its words. */
export function Reason({ data }: Pick<History['items'][number], 'data'>) {
  const { t, word } = useWords();
  const { reason, reasonCode } = data;
  const name = typeof reasonCode === 'string' ? word('reason', reasonCode) : undefined;
  // Corrections have codes of their own, and say why in their explanation.
  const parts = [name === reasonCode ? undefined : name, reason].filter((part) => typeof part === 'string');
  if (parts.length === 0) return null;
  return (
    <p className="entry-reason">
      {t('record/timeline/reason')}: {parts.join('. ')}
    </p>
  );
}
