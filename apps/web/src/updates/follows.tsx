import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Follow } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { AddFollow } from './add-follow.js';
import { FollowRow } from './follow-row.js';
import { useFollows } from './use-follows.js';

/** What one follows: each is stopped by one click, which can be taken back. */
export function Follows() {
  const { t } = useWords();
  const [stopped, setStopped] = useState<Follow | null>(null);
  const { follows, follow, stop } = useFollows();
  const undo = useMutation({
    mutationFn: ({ scope, channels, eventClasses, frequency }: Follow) =>
      follow({ scope, channels, eventClasses, frequency }),
    onSuccess: () => setStopped(null),
  });
  return (
    <section aria-labelledby="follows">
      <Title order={2} size="h3" id="follows" mb="xs">
        {t('updates/follows/title')}
      </Title>
      {follows.isPending && <Loading />}
      {follows.isError && <Failed error={follows.error} onRetry={() => void follows.refetch()} />}
      {follows.data?.items.length === 0 && <Text c="dimmed">{t('updates/follows/none')}</Text>}
      <ul className="follow-list">
        {follows.data?.items.map((item) => (
          <FollowRow
            key={item.id}
            follow={item}
            onChange={follow}
            onStop={() => stop.mutate(item, { onSuccess: () => setStopped(item) })}
          />
        ))}
      </ul>
      <div role="status">
        {stopped !== null && (
          <Group gap="sm" mt="sm">
            <Text size="sm">{t('updates/follows/stopped')}</Text>
            <Button
              size="compact-sm"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate(stopped)}
            >
              {t('updates/follows/undo')}
            </Button>
          </Group>
        )}
      </div>
      <ProblemNote error={stop.error ?? undo.error} />
      <AddFollow onAdd={follow} />
    </section>
  );
}
