import { Alert } from '@mantine/core';
import type { CommandAnswer, RecordDetail } from '#contracts';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { FasterNotice } from './faster-notice.js';
import { isKnownAlready, KnownEvidence } from './known-evidence.js';
import { PossibleDuplicate } from './possible-duplicate.js';
import { ProblemNotice } from './problem-notice.js';
import type { Body } from './schema.js';
import type { Recording } from './use-recording.js';

interface OutcomeProps {
  readonly recording: Recording;
  readonly kind: Kind;
  readonly command: string;
  readonly body: Body;
  readonly record: RecordDetail | undefined;
  readonly version: number | undefined;
  readonly onRefresh: (() => void) | undefined;
  readonly onOther: () => void;
  readonly onAttached: (answer: CommandAnswer) => void;
}

/** What stands between a form and its being recorded: a refusal with the way round it, or warnings. */
export function Outcome({ recording, ...rest }: OutcomeProps) {
  const { t } = useWords();
  switch (recording.state) {
    case 'warned':
      return (
        <Alert color="orange" variant="light" role="alert" title={t('log/warned')}>
          <ul className="notice-list">
            {recording.warnings.map(({ code, message }) => (
              <li key={code}>{t(`log/warning/${code}`, { defaultValue: message })}</li>
            ))}
          </ul>
        </Alert>
      );
    case 'broken':
      return (
        <Alert color="red" variant="light" role="alert">
          {t('state/unexpected')}
        </Alert>
      );
    case 'refused':
      return <Refused {...rest} problem={recording.problem} />;
    default:
      return null;
  }
}

type RefusedProps = Omit<OutcomeProps, 'recording'> & {
  readonly problem: Extract<Recording, { state: 'refused' }>['problem'];
};

function Refused({ problem, kind, command, body, record, version, ...on }: RefusedProps) {
  if (problem.code === 'CONCURRENCY_CONFLICT' && record !== undefined) {
    return <FasterNotice record={record} since={version ?? 0} onSeen={on.onRefresh} />;
  }
  if (problem.code === 'POSSIBLE_DUPLICATE_RECORD') {
    return <PossibleDuplicate problem={problem} kind={kind} onOther={on.onOther} />;
  }
  return (
    <ProblemNotice problem={problem}>
      {record !== undefined && isKnownAlready(problem.code) && (
        <KnownEvidence {...{ record, body, command }} onAttached={on.onAttached} />
      )}
    </ProblemNotice>
  );
}
