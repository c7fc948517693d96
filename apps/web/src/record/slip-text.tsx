import type { MilestoneAnswer } from '#contracts';
import { useWords } from '../app/use-words.js';
import { ageOf } from '../format/age.js';

type Slip = NonNullable<MilestoneAnswer['slip']>;

/** How late something came, in words; a range where the dates do not tell it exactly. */
export function SlipText({ slip }: { slip: MilestoneAnswer['slip'] }) {
  const { t } = useWords();
  const { lateness } = useSlipWords();
  if (slip === null) return '–';
  return slip.best <= 0 && slip.worst >= 0 ? t('record/milestones/onTime') : lateness(slip);
}

/** How far a promise moved: one that moved within the time that it meant before may have moved either way. */
export function MoveText({ slip }: { slip: MilestoneAnswer['slip'] }) {
  const { t } = useWords();
  const { age, lateness } = useSlipWords();
  if (slip === null) return '–';
  if (slip.best === 0 && slip.worst === 0) return t('record/milestones/unmoved');
  if (slip.best >= 0 || slip.worst <= 0) return lateness(slip);
  return t('record/delays/eitherWay', { sooner: age(slip.best), later: age(slip.worst) });
}

function useSlipWords() {
  const { t } = useWords();
  const age = (days: number): string => {
    const { unit, count } = ageOf(Math.abs(days));
    return t(`age/${unit}`, { count });
  };
  const lateness = ({ best, worst }: Slip): string => {
    const [near, far] = worst > 0 ? [best, worst] : [worst, best];
    const amount =
      age(near) === age(far) ? age(near) : t('record/milestones/between', { from: age(near), to: age(far) });
    return t(worst > 0 ? 'record/milestones/later' : 'record/milestones/sooner', { age: amount });
  };
  return { age, lateness };
}
