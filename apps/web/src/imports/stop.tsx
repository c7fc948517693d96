import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportBatch } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { ProblemNotice } from '../log/problem-notice.js';

/** Stops an import that is under way: what it recorded stays, and it can go on or be taken back. */
export function Stop({ id }: { id: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => api.send<ImportBatch>(`/imports/${id}/stop`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <>
      {stop.error instanceof ApiProblem && <ProblemNotice problem={stop.error.problem} />}
      {stop.isError && !(stop.error instanceof ApiProblem) && (
        <p role="alert" className="field-fault">
          {t('state/connection')}
        </p>
      )}
      <Button variant="default" loading={stop.isPending || stop.isSuccess} onClick={() => stop.mutate()}>
        {t('imports/stop')}
      </Button>
    </>
  );
}
