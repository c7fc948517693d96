import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatch, ImportRetraction } from '#contracts';
import { RETRACTION_REASONS } from '#domain';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { ProblemNotice } from '../log/problem-notice.js';

/** Takes a batch back whole, with a reason that stands in every event of it. */
export function TakeBack({ id }: { id: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [reasonCode, setReasonCode] = useState<ImportRetraction['reasonCode']>('wrongRecord');
  const retract = useMutation({
    mutationFn: () => api.send<ImportBatch>(`/imports/${id}/retract`, { body: { reason, reasonCode } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <details className="more take-back">
      <summary>{t('imports/undo/title')}</summary>
      <div className="command-fields">
        <p className="notice-line">{t('imports/undo/text')}</p>
        <NativeSelect
          label={t('log/field/reasonCode')}
          value={reasonCode}
          data={RETRACTION_REASONS.map((value) => ({ value, label: t(`log/choice/${value}`) }))}
          onChange={(event) => setReasonCode(event.currentTarget.value as ImportRetraction['reasonCode'])}
        />
        <Textarea
          withAsterisk
          autosize
          minRows={2}
          label={t('log/field/reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {retract.error instanceof ApiProblem && <ProblemNotice problem={retract.error.problem} />}
        <div>
          <Button
            color="red"
            disabled={reason.trim() === ''}
            loading={retract.isPending}
            onClick={() => retract.mutate()}
          >
            {t('imports/undo/button')}
          </Button>
        </div>
      </div>
    </details>
  );
}
