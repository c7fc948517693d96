import type { MilestoneAnswer } from '#contracts';
import { useWords } from '../app/use-words.js';
import { ageOf } from '../format/age.js';

type Slip = NonNullable<MilestoneAnswer['slip']>;

/** A slip in words; a range where the dates do not tell it exactly. */
export function SlipText({ slip }: { slip: MilestoneAnswer['slip'] }) {
  const { t } = useWords();
  const age = useAge();
  if (slip === null) return '–';
  if (slip.best <= 0 && slip.worst >= 0) return t('record/milestones/onTime');
  const [near, far] = slip.best > 0 ? [slip.best, slip.worst] : [slip.worst, slip.best];
  const amount =
    age(near) === age(far) ? age(near) : t('record/milestones/between', { from: age(near), to: age(far) });
  return t(slip.best > 0 ? 'record/milestones/later' : 'record/milestones/sooner', { age: amount });
}

/** How far a promise moved: one that moved within the time that it meant before may have moved either way. */
export function MoveText({ slip }: { slip: Slip }) {
  const { t } = useWords();
  const age = useAge();
  if (slip.best >= 0 || slip.worst <= 0) return <SlipText slip={slip} />;
  return t('record/delays/eitherWay', { sooner: age(slip.best), later: age(slip.worst) });
}

function useAge() {
  const { t } = useWords();
  return (days: number): string => {
    const { unit, count } = ageOf(Math.abs(days));
    return t(`age/${unit}`, { count });
  };
}
