import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { ApprovalAnswer, Proposal } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { useStepUp, wasGivenUp } from '../account/use-step-up.js';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';

/** What became of a proposal, for the line that says so. */
export interface Done {
  readonly outcome: 'approved' | 'rejected' | 'withdrawn';
  readonly proposal: Proposal;
}

interface DecisionProps {
  readonly proposal: Proposal;
  readonly onDone: (done: Done) => void;
}

/** Approve or reject; one's own proposal is decided by somebody else and can be withdrawn. */
export function Decision({ proposal, onDone }: DecisionProps) {
  const { t } = useWords();
  const { session, role } = useSession();
  const stepUp = useStepUp();
  const [isRejecting, setRejecting] = useState(false);
  const address = `/proposals/${proposal.id}`;
  const approve = useMutation({
    mutationFn: () =>
      stepUp.act(() => api.send<ApprovalAnswer>(`${address}/approve`, { body: { hash: proposal.hash } })),
    onSuccess: (answer) => onDone({ outcome: 'approved', proposal: answer.proposal }),
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
      {isRejecting ? (
        <RejectForm
          busy={reject.isPending}
          onCancel={() => setRejecting(false)}
          onReject={(reason) => reject.mutate(reason)}
        />
      ) : (
        <Group gap="sm">
          {!isOwn && role === 'approver' && (
            <>
              <Button loading={approve.isPending} onClick={() => approve.mutate()}>
                {t('approvals/approve')}
              </Button>
              <Button variant="default" onClick={() => setRejecting(true)}>
                {t('approvals/reject')}
              </Button>
            </>
          )}
          {isOwn && (
            <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('approvals/withdraw')}
            </Button>
          )}
        </Group>
      )}
      {stepUp.dialog}
    </>
  );
}

interface RejectFormProps {
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onReject: (reason: string) => void;
}

function RejectForm({ busy, onCancel, onReject }: RejectFormProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onReject(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          name="reason"
          label={t('approvals/reason')}
          description={t('approvals/reasonHint')}
          required
          withAsterisk={false}
          autoFocus
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button type="submit" color="red" loading={busy} disabled={reason.trim() === ''}>
            {t('approvals/rejectSubmit')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('approvals/cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
