import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';
import { Cleared } from './cleared.js';
import { LogLink, QueueItem } from './queue-item.js';
import { useOverdue, type QueueFilter } from './use-queues.js';

const STAGE_STEP: Readonly<Record<string, string>> = {
  signature: 'sign',
  entryIntoForce: 'enter-into-force',
  preparationStart: 'begin-preparation',
  constructionStart: 'start-construction',
  constructionCompletion: 'complete-construction',
  operationStart: 'start-operation',
};

/** Promised dates that have passed: it happened, or the date moved. */
export function Overdue({ filter }: { filter: QueueFilter }) {
  const { t, word, language } = useWords();
  const overdue = useOverdue(filter);
  if (overdue.isPending) return <Loading />;
  if (overdue.data === undefined)
    return <Failed error={overdue.error} onRetry={() => void overdue.refetch()} />;
  if (overdue.data.length === 0) return <Cleared />;
  return (
    <ul className="queue-items">
      {overdue.data.map((milestone) => {
        const { publicId, aggregate, titlesOfRecord, milestoneId, code, plans } = milestone;
        const record = { publicId, aggregate, titles: titlesOfRecord };
        const promised = plans.at(-1)?.plannedOn;
        return (
          <QueueItem
            key={`${milestone.recordId} ${milestoneId}`}
            record={record}
            actions={
              <>
                <LogLink record={record} step={STAGE_STEP[code] ?? 'achieve-milestone'} />
                <LogLink record={record} step="reschedule-milestone" />
              </>
            }
          >
            <span className="line">
              {word('milestone', code)}
              {promised != null &&
                `: ${t('queues/promised', { date: formatPartialDate(promised.edtf, language) })}`}
            </span>
          </QueueItem>
        );
      })}
    </ul>
  );
}
