import { Alert, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { ApiProblem, ConnectionLost } from '../api/problem.js';
import { pathOf, RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { ProblemNotice } from '../log/problem-notice.js';
import { Sending } from '../log/sending.js';
import { ChangeCard } from './change-card.js';
import { unchanged, type HistoryItem } from './correction.js';
import { EventList } from './event-list.js';
import { InTheWay } from './in-the-way.js';
import { Preview } from './preview.js';
import { useCorrection } from './use-correction.js';
import { isAmendment, isRetracted } from '../record/entries.js';

interface CorrectFormProps {
  readonly record: RecordDetail;
  readonly items: readonly HistoryItem[];
  readonly event: string | undefined;
  readonly onWritten: () => void;
}

/** Choose the events, say what is right, look at what follows, confirm: several in one command. */
export function CorrectForm({ record, items, event, onWritten }: CorrectFormProps) {
  const { t } = useWords();
  const originals = items.filter((item) => !isAmendment(item) && !isRetracted(item));
  const { changes, preview, confirm, lost, edit, ...correction } = useCorrection({
    name: `correct/${record.id}`,
    path: `${pathOf(record.aggregate)}/${record.id}/correct`,
    ...{ originals, event, onWritten },
  });
  const choose = (item: HistoryItem) => edit([...changes, unchanged(item)]);
  const error = confirm.error ?? preview.error;
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const chosen = changes.map(({ eventId }) => eventId);
  const explained = changes.every(({ explanation }) => explanation.trim() !== '');
  return (
    <>
      {confirm.isSuccess && (
        <Alert color="teal" variant="light" role="status" title={t('correct/done')}>
          <Link to={RECORD_PAGE[record.aggregate]} params={{ id: record.publicId }} className="link">
            {t('log/recorded/open', { id: record.publicId })}
          </Link>
        </Alert>
      )}
      {changes.map((change) => {
        const item = items.find(({ id }) => id === change.eventId);
        if (item === undefined) return null;
        return (
          <ChangeCard
            key={change.eventId}
            {...{ record, item, change, errors: problem?.errors ?? [] }}
            onChange={(next) => edit(changes.map((one) => (one.eventId === next.eventId ? next : one)))}
            onRemove={() => edit(changes.filter((one) => one.eventId !== change.eventId))}
          />
        );
      })}
      {problem !== undefined && (
        <ProblemNotice problem={problem}>
          <InTheWay {...{ problem, items, chosen }} onChoose={choose} />
        </ProblemNotice>
      )}
      {error !== null && problem === undefined && !correction.gaveUp() && (
        <Alert color="red" role="alert">
          {t(error instanceof ConnectionLost ? 'state/connection' : 'state/unexpected')}
        </Alert>
      )}
      {preview.data !== undefined && !confirm.isSuccess && (
        <Preview preview={preview.data} record={record} items={items} />
      )}
      <Sending
        recording={{ state: lost ? 'lost' : 'editing' }}
        onTryNow={correction.tryNow}
        onStop={correction.stop}
      />
      {changes.length > 0 && (
        <Group gap="sm">
          {preview.data === undefined ? (
            <Button disabled={!explained} loading={preview.isPending} onClick={() => preview.mutate()}>
              {t('correct/look')}
            </Button>
          ) : (
            <Button color="red" loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('correct/confirm')}
            </Button>
          )}
          {!explained && <span className="dim">{t('correct/explainFirst')}</span>}
        </Group>
      )}
      <section aria-labelledby="events">
        <h2 id="events" className="heading">
          {t(changes.length === 0 ? 'correct/which' : 'correct/more')}
        </h2>
        <EventList items={originals.filter(({ id }) => !chosen.includes(id))} onChoose={choose} />
      </section>
    </>
  );
}
