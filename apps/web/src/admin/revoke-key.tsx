import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ApiKey } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { useSensitive } from './use-sensitive.js';
import type { Outcome } from './outcome.js';

interface RevokeKeyProps {
  readonly apiKey: ApiKey;
  readonly onDone: (outcome: Outcome) => void;
}

/** Takes a key back after asking whether it is meant. */
export function RevokeKey({ apiKey: { id, label }, onDone }: RevokeKeyProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const revoke = useSensitive(
    () => api.send<undefined>(`/api-keys/${id}`, { method: 'DELETE' }),
    () => onDone({ said: t('admin/keys/revokeDone', { label }) }),
  );
  if (!isAsking) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('admin/keys/revokeOne', { label })}
        onClick={() => setAsking(true)}
      >
        {t('admin/keys/revoke')}
      </Button>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm">{t('admin/keys/revokeSure', { label })}</Text>
      <Group gap="xs">
        <Button
          autoFocus
          size="compact-sm"
          color="red"
          loading={revoke.isPending}
          onClick={() => revoke.run(undefined)}
        >
          {t('admin/keys/revoke')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
          {t('admin/cancel')}
        </Button>
      </Group>
      <ProblemNote error={revoke.error} />
      {revoke.dialog}
    </Stack>
  );
}
