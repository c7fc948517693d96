import { Alert, Stack, Text } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { LastNews } from '../portfolio/record-row.js';
import { HeadlineBadge, RibbonSteps } from '../ui/status.js';
import { Actions } from './actions.js';
import { Delays } from './delays.js';
import { EvidenceSection } from './evidence.js';
import { Facts } from './facts.js';
import { Links } from './links.js';
import { Milestones } from './milestones.js';
import { MoneySection } from './money.js';
import { Quality } from './quality.js';
import { RecordTitle } from './record-title.js';
import { Timeline } from './timeline.js';

interface PresentProps {
  readonly record: RecordDetail;
  readonly kind: Kind;
  /** What happened to the record a moment ago. */
  readonly event: string | undefined;
}

/** Everything that is known of a record now. */
export function PresentRecord({ record, kind, event }: PresentProps) {
  const { t, word } = useWords();
  return (
    <Stack gap="xl" className="record">
      <header>
        <RecordTitle kind={kind} publicId={record.publicId} titles={record.titles} />
        <div className="record-head">
          <HeadlineBadge headline={record.headline} aggregate={record.aggregate} />
          <span className="dim">
            {t('portfolio/list/lastNews')}: <LastNews item={record} />
          </span>
          {event !== undefined && (
            <span className="changed-note" role="status">
              {t('live/updated', { event: word('event', event) })}
            </span>
          )}
        </div>
        {record.ribbon !== null && <RibbonSteps ribbon={record.ribbon} />}
        {record.openingBalance && <Text size="sm">{t('record/openingBalance')}</Text>}
        {record.mergedInto !== null && (
          <Alert color="orange" variant="light" mt="xs">
            {t('record/mergedInto')}
          </Alert>
        )}
        <Actions record={record} />
      </header>
      <Facts record={record} />
      {kind !== 'collection' && <Milestones record={record} />}
      <Delays record={record} />
      {kind !== 'collection' && <MoneySection record={record} />}
      <Links record={record} />
      <EvidenceSection record={record} />
      <Quality record={record} />
      <Timeline kind={kind} id={record.id} publicId={record.publicId} />
      <Text size="sm" className="dim">
        {t('record/asOf', { position: record.asOfPosition, version: record.version })}
      </Text>
    </Stack>
  );
}
