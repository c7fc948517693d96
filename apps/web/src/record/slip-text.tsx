import type { MilestoneAnswer } from '#contracts';
import { useWords } from '../app/use-words.js';
import { ageOf } from '../format/age.js';

/** A slip in words; a range where the dates do not tell it exactly. */
export function SlipText({ slip }: { slip: MilestoneAnswer['slip'] }) {
  const { t } = useWords();
  if (slip === null) return '–';
  const age = (days: number) => {
    const { unit, count } = ageOf(Math.abs(days));
    return t(`age/${unit}`, { count });
  };
  if (slip.best <= 0 && slip.worst >= 0) return t('record/milestones/onTime');
  const [near, far] = slip.best > 0 ? [slip.best, slip.worst] : [slip.worst, slip.best];
  const amount =
    age(near) === age(far) ? age(near) : t('record/milestones/between', { from: age(near), to: age(far) });
  return t(slip.best > 0 ? 'record/milestones/later' : 'record/milestones/sooner', { age: amount });
}
