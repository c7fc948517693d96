import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { LastNews, Unknown } from '../portfolio/record-row.js';
import { HeadlineBadge, RibbonSteps } from '../ui/status.js';
import { RecordTitle } from './record-title.js';
import { isPast, type Moment } from './use-history.js';

interface HeadProps {
  readonly record: RecordDetail;
  readonly moment: Moment;
  /** Which moment is shown, where that is not the present. */
  readonly banner?: ReactNode;
  /** What happened to the record a moment ago. */
  readonly event?: string | undefined;
  /** What its reader can do with it. */
  readonly children: ReactNode;
}

/** What the record is called and how far it has come. */
export function RecordHead({ record, moment, banner, event, children }: HeadProps) {
  const { t, word } = useWords();
  const { aggregate, publicId, titles, headline, ribbon, openingBalance, mergedInto } = record;
  return (
    <header>
      <RecordTitle kind={aggregate} publicId={publicId} titles={titles} moment={moment} />
      {banner}
      <div className="record-head">
        <HeadlineBadge headline={headline} aggregate={aggregate} />
        <span className="dim">
          {t('portfolio/list/lastNews')}:{' '}
          {isPast(moment) ? <NewsDay day={record.lastNewsOn} /> : <LastNews item={record} />}
        </span>
        {event !== undefined && (
          <span className="changed-note" role="status">
            {t('live/updated', { event: word('event', event) })}
          </span>
        )}
      </div>
      {ribbon !== null && <RibbonSteps ribbon={ribbon} />}
      {openingBalance && <Text size="sm">{t('record/openingBalance')}</Text>}
      {mergedInto !== null && (
        <Alert color="orange" variant="light" mt="xs">
          {t('record/mergedInto')}
        </Alert>
      )}
      {children}
    </header>
  );
}

/** How long ago it was says nothing of the past: the day does. */
function NewsDay({ day }: { readonly day: string | null }) {
  const { language } = useWords();
  return day === null ? <Unknown /> : formatPartialDate(day, language);
}
