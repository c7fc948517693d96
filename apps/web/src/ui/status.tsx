import { Badge } from '@mantine/core';
import type { RegisterItem } from '#contracts';
import { useWords } from '../app/use-words.js';

const COLOURS: Readonly<Record<string, string>> = {
  operational: 'teal',
  partlyOperational: 'teal',
  built: 'cyan',
  underConstruction: 'blue',
  inForce: 'blue',
  signed: 'blue',
  fulfilled: 'teal',
  suspended: 'orange',
  endedWithoutDelivery: 'red',
  cancelled: 'red',
};

/** The one-line status of a record; a collection has one only through the members that are known. */
export function HeadlineBadge({ headline, aggregate }: Pick<RegisterItem, 'headline' | 'aggregate'>) {
  const { t, word } = useWords();
  if (aggregate === 'collection' && headline.of === null) return null;
  const status = word('headline', headline.code);
  const counted = headline.of !== null && headline.of > 1;
  return (
    <Badge className="headline" variant="light" color={COLOURS[headline.code] ?? 'gray'}>
      {counted ? t('headline/counted', { status, done: headline.done, of: headline.of }) : status}
    </Badge>
  );
}

const STEPS = ['signed', 'constructionStarted', 'operational'] as const;
const MARKS = { done: '●', partly: '◐', open: '○', notApplicable: '–', unknown: '?' } as const;

/** Signed, construction started, operational: each with what is known of it. */
export function RibbonSteps({
  ribbon,
  compact = false,
}: {
  ribbon: NonNullable<RegisterItem['ribbon']>;
  compact?: boolean;
}) {
  const { t } = useWords();
  return (
    <ol className={compact ? 'ribbon ribbon-compact' : 'ribbon'} aria-label={t('ribbon/label')}>
      {STEPS.map((step) => (
        <li
          key={step}
          className={`step step-${ribbon[step]}`}
          title={`${t(`ribbon/${step}`)}: ${t(`ribbon/${ribbon[step]}`)}`}
        >
          <span className="step-mark" aria-hidden="true">
            {MARKS[ribbon[step]]}
          </span>
          <span className={compact ? 'unseen' : 'step-name'}>
            {t(`ribbon/${step}`)}
            <span className="step-state">{t(`ribbon/${ribbon[step]}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
