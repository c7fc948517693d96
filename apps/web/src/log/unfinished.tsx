import { Button } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { draftName } from '../app/draft.js';
import { pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { Outcome } from './outcome.js';
import { Sending } from './sending.js';
import { useRecording, type Recorded } from './use-recording.js';

interface UnfinishedProps {
  readonly kind: Kind;
  readonly record: RecordDetail;
  readonly step: string;
  readonly onRecorded: (recorded: Recorded) => void;
  readonly onLeave: () => void;
}

/** A command that was sent before the page was loaded anew, and whose answer never came: it is asked for again. */
export function Unfinished({ kind, record, step, onRecorded, onLeave }: UnfinishedProps) {
  const { t } = useWords();
  const form = useRecording({
    ...{ name: draftName(kind, record, step), path: `${pathOf(kind)}/${record.id}/${step}` },
    ...{ initial: {}, onRecorded },
  });
  return (
    <>
      <Sending recording={form.recording} onTryNow={form.tryNow} onStop={form.stop} />
      <Outcome
        {...{ kind, record, command: '', body: form.body, recording: form.recording }}
        {...{ version: undefined, onRefresh: undefined, onOther: form.submit }}
        onAttached={(answer) => onRecorded({ answer })}
      />
      {form.recording.state === 'refused' && (
        <Button variant="default" size="sm" onClick={() => (form.forget(), onLeave())}>
          {t('log/cancel')}
        </Button>
      )}
    </>
  );
}
