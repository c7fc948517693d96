import { useQuery } from '@tanstack/react-query';
import type { NextCommands, Proposal, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { CommandForm } from '../log/command-form.js';
import { Failed, Loading } from '../ui/states.js';
import '../log/log.css';

interface ChangeFormProps {
  readonly proposal: Proposal;
  readonly onChanged: (proposal: Proposal) => void;
  readonly onCancel: () => void;
}

/** The form in which a proposal was made, to give it another text before somebody decides. */
export function ChangeForm({ proposal, onChanged, onCancel }: ChangeFormProps) {
  const { t } = useWords();
  const { kind, recordId } = proposal;
  const path = `${pathOf(kind)}/${recordId}`;
  const record = useQuery({
    queryKey: ['record', kind, recordId, 'proposal'],
    queryFn: ({ signal }) => api.read<RecordDetail>(path, { signal }),
  });
  const next = useQuery({
    queryKey: ['next', kind, recordId],
    queryFn: ({ signal }) => api.read<NextCommands>(`${path}/next`, { signal }),
    refetchOnWindowFocus: false,
  });
  const failed = [record, next].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (record.data === undefined || next.data === undefined) return <Loading />;
  const command = next.data.commands.find(({ name }) => name === proposal.command);
  if (command === undefined) return <p role="status">{t('approvals/notOpen')}</p>;
  return (
    <section aria-label={t('approvals/changeHeading')}>
      <CommandForm
        {...{ kind, command, onCancel }}
        record={record.data}
        schema={command.fields}
        initial={proposal.input}
        proposalId={proposal.id}
        onRecorded={({ proposal: changed }) => changed !== undefined && onChanged(changed)}
      />
    </section>
  );
}
