import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { NextCommands, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { draftName, readDraft } from '../app/draft.js';
import { pathOf, RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';
import { Failed, Loading } from '../ui/states.js';
import { HeadlineBadge } from '../ui/status.js';
import { CommandForm } from './command-form.js';
import { initialBody } from './commands.js';
import { KnownSteps } from './known-steps.js';
import { StepList } from './step-list.js';
import { Unfinished } from './unfinished.js';
import type { Recorded } from './use-recording.js';

interface LogOnRecordProps {
  readonly kind: Kind;
  readonly id: string;
  readonly step: string | undefined;
  readonly event: string | undefined;
  readonly onStep: (path: string) => void;
  readonly onSteps: () => void;
  readonly onLeave: () => void;
  readonly onRecorded: (recorded: Recorded, publicId: string) => void;
}

/** What can be recorded of one record now, and the form of the step that was chosen. */
export function LogOnRecord(props: LogOnRecordProps) {
  const { kind, id, step, event, onStep, onSteps, onRecorded } = props;
  const { t } = useWords();
  const client = useQueryClient();
  const begun = useRef<NextCommands['commands'][number]>(undefined);
  const path = `${pathOf(kind)}/${encodeURIComponent(id)}`;
  const record = useQuery({
    queryKey: ['record', kind, id, 'log'],
    queryFn: ({ signal }) => api.readNewest<RecordDetail>(path, { signal }),
  });
  // The form is judged by the version that was seen: it is not read anew behind somebody's back.
  const next = useQuery({
    queryKey: ['next', kind, id],
    queryFn: ({ signal }) => api.read<NextCommands>(`${path}/next`, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const failed = [record, next].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (record.data === undefined || next.data === undefined) return <Loading />;
  // A form that was begun stays, although somebody else may have taken the step meanwhile.
  const open = next.data.commands.find((one) => one.path === step);
  if (open !== undefined) begun.current = open;
  const command = open ?? (begun.current?.path === step ? begun.current : undefined);
  // What was sent may have taken the step that it was sent for: it is asked after until an answer comes.
  const unfinished =
    step !== undefined &&
    command === undefined &&
    readDraft(draftName(kind, record.data, step))?.unanswered === true;
  const recorded = (what: Recorded) => {
    void client.invalidateQueries();
    onRecorded(what, what.answer?.publicId ?? id);
  };
  return (
    <>
      <RecordHead record={record.data} onLeave={props.onLeave} />
      {unfinished ? (
        <Unfinished {...{ kind, record: record.data, step }} onRecorded={recorded} onLeave={onSteps} />
      ) : null}
      {step !== undefined && command === undefined && !unfinished && (
        <p role="status" className="dim">
          {t('log/notOpen')}
        </p>
      )}
      {command === undefined ? (
        <section aria-labelledby="steps">
          <h2 id="steps" className="heading">
            {t('log/steps')}
          </h2>
          <StepList record={record.data} commands={next.data.commands} onChoose={(one) => onStep(one.path)} />
          <KnownSteps record={record.data} />
        </section>
      ) : (
        <section aria-labelledby="step">
          <h2 id="step" className="heading">
            {t(`log/command/${command.name}`)}
          </h2>
          <CommandForm
            key={`${command.name} ${event ?? ''}`}
            {...{ kind, command, record: record.data, version: next.data.version }}
            schema={command.fields}
            initial={{
              ...initialBody(command.name, command.phaseIds),
              ...(event === undefined ? {} : eventField(command.name, event)),
            }}
            onRecorded={recorded}
            onAttached={(answer) => recorded({ answer })}
            onRefresh={() => void next.refetch()}
            onCancel={onSteps}
          />
        </section>
      )}
    </>
  );
}

const eventField = (command: string, event: string) =>
  command === 'AttachEvidence' ? { supportsEventId: event } : { targetEventId: event };

function RecordHead({ record, onLeave }: { record: RecordDetail; onLeave: () => void }) {
  const { t, language } = useWords();
  const title = pickText(record.titles, language);
  return (
    <div className="log-record">
      <div>
        <Link
          to={RECORD_PAGE[record.aggregate]}
          params={{ id: record.publicId }}
          className="record-title"
          lang={title?.language}
        >
          {title?.text}
        </Link>
        <span className="dim">
          {t(`kind/${record.aggregate}`)} · {record.publicId}
        </span>
      </div>
      <HeadlineBadge headline={record.headline} aggregate={record.aggregate} />
      <Button size="xs" variant="default" onClick={onLeave}>
        {t('log/search/other')}
      </Button>
    </div>
  );
}
