import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { RecordDetail } from '#contracts';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { ProblemNotice } from '../log/problem-notice.js';
import { Sending } from '../log/sending.js';
import { useRecording } from '../log/use-recording.js';

interface DisputeFormProps {
  readonly record: RecordDetail;
  readonly eventId: string;
  readonly onDone: (recorded: boolean) => void;
}

type Statement = Readonly<{ targetEventId: string; byParty: Readonly<{ name: string }>; statement: string }>;

/** What a party says against a fact: it is shown beside it, and changes nothing of it. */
export function DisputeForm({ record, eventId, onDone }: DisputeFormProps) {
  const { t } = useWords();
  const names = useId();
  const { body, recording, change, submit, tryNow, stop, forget } = useRecording({
    name: `dispute ${eventId}`,
    path: `${pathOf(record.aggregate)}/${record.id}/dispute-fact`,
    initial: { targetEventId: eventId, byParty: { name: '' }, statement: '' },
    onRecorded: () => onDone(true),
  });
  const given = body as Statement;
  const set = (part: Partial<Statement>) => change({ ...body, ...part });
  const isBusy = recording.state === 'checking' || recording.state === 'sending';
  return (
    <form
      className="dispute-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        required
        label={t('record/dispute/party')}
        description={t('record/dispute/partyHint')}
        list={names}
        maxLength={300}
        value={given.byParty.name}
        onChange={(event) => set({ byParty: { name: event.currentTarget.value } })}
      />
      <datalist id={names}>
        {record.parties.map(({ party, role }) => (
          <option key={`${party.name} ${role}`} value={party.name} />
        ))}
      </datalist>
      <Textarea
        required
        autosize
        minRows={3}
        maxLength={4000}
        label={t('record/dispute/statement')}
        value={given.statement}
        onChange={(event) => set({ statement: event.currentTarget.value })}
      />
      <p className="dim">{t('record/dispute/note')}</p>
      {recording.state === 'refused' &&
        (recording.problem.code === 'STREAM_NOT_FOUND' ? (
          <p role="alert">{t('record/dispute/outOfReach')}</p>
        ) : (
          <ProblemNotice problem={recording.problem} />
        ))}
      {recording.state === 'broken' && <p role="alert">{t('record/dispute/broken')}</p>}
      <Sending recording={recording} onTryNow={tryNow} onStop={stop} />
      <Group gap="sm">
        <Button type="submit" size="xs" loading={isBusy}>
          {t(recording.state === 'warned' ? 'record/dispute/sendAnyway' : 'record/dispute/send')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            forget();
            onDone(false);
          }}
        >
          {t('record/dispute/cancel')}
        </Button>
      </Group>
    </form>
  );
}
