import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FindingPage } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';
import { Cleared } from './cleared.js';
import { LogLink, QueueItem } from './queue-item.js';
import { useFindings, type QueueFilter } from './use-queues.js';

/** The step that clears a finding; those that are not named are cleared by a correction or by any step. */
const STEP: Readonly<Record<string, string>> = {
  regionMissing: 'set-location',
  valueMissing: 'state-value',
  noSource: 'attach-evidence',
  singlePressSource: 'attach-evidence',
  operationalWithoutCapacity: 'state-capacity',
  plansInverted: 'reschedule-milestone',
  pointOutside: 'set-location',
  sharesIncomplete: 'add-party',
  valueDiffersFromAllocations: 'revise-value',
  claimBeyondMembers: 'add-member',
  unusualUnit: 'revise-capacity',
  duplicateCandidate: 'merge',
};
const CORRECTED = new Set([
  'twoStarts',
  'plansInverted',
  'unusualUnit',
  'pointOutside',
  'translationMissing',
]);

/** What one check finds doubtful. */
export function Findings({ check, filter }: { check: string; filter: QueueFilter }) {
  const { t } = useWords();
  const findings = useFindings(check, filter);
  if (findings.isPending) return <Loading />;
  if (findings.data === undefined)
    return <Failed error={findings.error} onRetry={() => void findings.refetch()} />;
  const items = findings.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Cleared />;
  return (
    <>
      <ul className="queue-items">
        {items.map((finding) => (
          <FindingItem key={`${finding.record.id} ${finding.subject}`} finding={finding} />
        ))}
      </ul>
      {findings.hasNextPage && (
        <Button
          variant="default"
          loading={findings.isFetchingNextPage}
          onClick={() => void findings.fetchNextPage()}
        >
          {t('portfolio/list/more')}
        </Button>
      )}
    </>
  );
}

function FindingItem({ finding }: { finding: FindingPage['items'][number] }) {
  const { t, word, language } = useWords();
  const { check, record, subject, since, eventIds } = finding;
  const [eventId] = eventIds;
  return (
    <QueueItem
      record={record}
      actions={
        <>
          <LogLink
            record={record}
            step={STEP[check] ?? ''}
            {...(STEP[check] === 'attach-evidence' && eventId !== undefined ? { event: eventId } : {})}
          />
          {CORRECTED.has(check) && (
            <Link
              className="step-link"
              to="/correct/$kind/$id"
              params={{ kind: record.aggregate, id: record.publicId }}
              search={{ event: eventId }}
            >
              {t('queues/action/correct')}
            </Link>
          )}
        </>
      }
    >
      {(subject !== '' || since !== null) && (
        <span className="dim line">
          {subject !== '' && word('milestone', subject)}
          {since !== null && ` ${t('queues/since', { date: formatPartialDate(since, language) })}`}
        </span>
      )}
    </QueueItem>
  );
}
