import { Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { Delays } from './delays.js';
import { EvidenceSection } from './evidence.js';
import { Facts } from './facts.js';
import { Links } from './links.js';
import { Milestones } from './milestones.js';
import { MoneySection } from './money.js';
import { Quality } from './quality.js';
import { Timeline } from './timeline.js';
import { isPast, type Moment } from './use-history.js';

interface BodyProps {
  readonly record: RecordDetail;
  readonly moment: Moment;
}

/**
 * Everything that is known of a record at a moment. Of the past there are no findings, and what sources say is not told
 * apart by the day that it is about.
 */
export function RecordBody({ record, moment }: BodyProps) {
  const { t } = useWords();
  const { aggregate, asOfPosition: position, version } = record;
  const promises = aggregate !== 'collection';
  return (
    <>
      <Facts record={record} />
      {promises && <Milestones record={record} moment={moment} />}
      <Delays record={record} />
      {promises && <MoneySection record={record} moment={moment} />}
      <Links record={record} moment={moment} />
      {moment.validAt === undefined && <EvidenceSection record={record} moment={moment} />}
      {!isPast(moment) && <Quality record={record} />}
      <Timeline record={record} moment={moment} />
      <Text size="sm" className="dim">
        {t('record/asOf', { position, version })}
      </Text>
    </>
  );
}
