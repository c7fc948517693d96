import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApprovalAnswer, Proposal } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { hasCode } from '../account/problem-text.js';
import { useStepUp, wasGivenUp } from '../account/use-step-up.js';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { ChangeForm } from './change-form.js';
import { RejectForm } from './reject-form.js';

/** What became of a proposal, for the line that says so. */
export interface Done {
  readonly outcome: 'approved' | 'rejected' | 'withdrawn' | 'changed';
  readonly proposal: Proposal;
}

interface DecisionProps {
  readonly proposal: Proposal;
  readonly onDone: (done: Done) => void;
  /** Told that the text which was decided on is not the one that stands. */
  readonly onStale: () => void;
}

/** Approve or reject; one's own proposal is decided by somebody else and can be withdrawn. */
export function Decision({ proposal, onDone, onStale }: DecisionProps) {
  const { t } = useWords();
  const { session, role } = useSession();
  const stepUp = useStepUp();
  const [open, setOpen] = useState<'reject' | 'change'>();
  const address = `/proposals/${proposal.id}`;
  const approve = useMutation({
    mutationFn: () =>
      stepUp.act(() => api.send<ApprovalAnswer>(`${address}/approve`, { body: { hash: proposal.hash } })),
    onSuccess: (answer) => onDone({ outcome: 'approved', proposal: answer.proposal }),
    onError: (error) => {
      if (hasCode(error, 'PROPOSAL_CHANGED')) onStale();
    },
  });
  const reject = useMutation({
    mutationFn: (reason: string) =>
      stepUp.act(() => api.send<Proposal>(`${address}/reject`, { body: { reason } })),
    onSuccess: (answer) => onDone({ outcome: 'rejected', proposal: answer }),
  });
  const withdraw = useMutation({
    mutationFn: () => stepUp.act(() => api.send<Proposal>(`${address}/withdraw`)),
    onSuccess: (answer) => onDone({ outcome: 'withdrawn', proposal: answer }),
  });
  const error = approve.error ?? reject.error ?? withdraw.error;
  const isOwn = proposal.proposedBy.id === session?.user?.id;
  return (
    <>
      {isOwn && <Text size="sm">{t('approvals/own')}</Text>}
      <ProblemNote error={wasGivenUp(error) ? null : error} />
      {open === 'change' && (
        <ChangeForm
          proposal={proposal}
          onChanged={(changed) => {
            setOpen(undefined);
            onDone({ outcome: 'changed', proposal: changed });
          }}
          onCancel={() => setOpen(undefined)}
        />
      )}
      {open === 'reject' && (
        <RejectForm
          busy={reject.isPending}
          onCancel={() => setOpen(undefined)}
          onReject={(reason) => reject.mutate(reason)}
        />
      )}
      {open === undefined && (
        <Group gap="sm">
          {!isOwn && role === 'approver' && (
            <>
              <Button loading={approve.isPending} onClick={() => approve.mutate()}>
                {t('approvals/approve')}
              </Button>
              <Button variant="default" onClick={() => setOpen('reject')}>
                {t('approvals/reject')}
              </Button>
            </>
          )}
          {isOwn && (
            <>
              <Button variant="default" onClick={() => setOpen('change')}>
                {t('approvals/change')}
              </Button>
              <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                {t('approvals/withdraw')}
              </Button>
            </>
          )}
        </Group>
      )}
      {stepUp.dialog}
    </>
  );
}
