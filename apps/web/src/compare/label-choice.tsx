import type { DifferenceLabel } from '#domain';
import { useWords } from '../app/use-words.js';
import { labelsOf } from './record-differences.js';
import type { Difference } from './use-field-texts.js';

const LABELS: readonly DifferenceLabel[] = ['happened', 'learnedLate', 'corrected', 'retracted', 'replanned'];

interface LabelChoiceProps {
  readonly differences: readonly Difference[];
  readonly chosen: string | undefined;
  readonly onChoose: (label: string | undefined) => void;
}

/** How many differences came about in which way; each is also a filter. */
export function LabelChoice({ differences, chosen, onChoose }: LabelChoiceProps) {
  const { t } = useWords();
  const countOf = (label: string) => differences.filter((one) => labelsOf(one).includes(label)).length;
  const choices = [
    { label: undefined, name: t('compare/all'), hint: undefined, count: differences.length },
    ...LABELS.map((label) => ({
      ...{ label, count: countOf(label) },
      ...{ name: t(`compare/label/${label}`), hint: t(`compare/labelHint/${label}`) },
    })),
  ];
  return (
    <ul className="label-choice" aria-label={t('compare/why')}>
      {choices.map(({ label, name, hint, count }) => (
        <li key={label ?? 'all'}>
          <button type="button" aria-pressed={chosen === label} title={hint} onClick={() => onChoose(label)}>
            <span className="label-count">{count}</span> {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
