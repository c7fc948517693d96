import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useWords } from '../app/use-words.js';

interface RejectFormProps {
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onReject: (reason: string) => void;
}

/** Why it is rejected: whoever proposed it reads it. */
export function RejectForm({ busy, onCancel, onReject }: RejectFormProps) {
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
