import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Follow, FollowList, FollowRequest } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { AddFollow } from './add-follow.js';
import { FollowRow } from './follow-row.js';

const FOLLOWS = ['follows'];

/** What one follows: each is stopped by one click, which can be taken back. */
export function Follows() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [stopped, setStopped] = useState<Follow | null>(null);
  const settled = () => queries.invalidateQueries({ queryKey: FOLLOWS });
  const follows = useQuery({
    queryKey: FOLLOWS,
    queryFn: ({ signal }) => api.read<FollowList>('/me/follows', { signal }),
  });
  const start = useMutation({
    mutationFn: (body: FollowRequest) => api.send<Follow>('/me/follows', { body }),
    onSuccess: settled,
  });
  const stop = useMutation({
    mutationFn: ({ id }: Follow) => api.send(`/me/follows/${id}`, { method: 'DELETE' }),
    onSuccess: async (_nothing, follow) => {
      setStopped(follow);
      await settled();
    },
  });
  const undo = ({ scope, channels, eventClasses }: Follow) => {
    setStopped(null);
    start.mutate({ scope, channels, eventClasses });
  };
  return (
    <section aria-labelledby="follows">
      <Title order={2} size="h3" id="follows" mb="xs">
        {t('updates/follows/title')}
      </Title>
      {follows.isPending && <Loading />}
      {follows.isError && <Failed error={follows.error} onRetry={() => void follows.refetch()} />}
      {follows.data?.items.length === 0 && <Text c="dimmed">{t('updates/follows/none')}</Text>}
      {follows.data?.items.map((follow) => (
        <FollowRow key={follow.id} follow={follow} onStop={() => stop.mutate(follow)} />
      ))}
      <div role="status">
        {stopped !== null && (
          <Group gap="sm" mt="sm">
            <Text size="sm">{t('updates/follows/stopped')}</Text>
            <Button size="compact-sm" variant="default" onClick={() => undo(stopped)}>
              {t('updates/follows/undo')}
            </Button>
          </Group>
        )}
      </div>
      <ProblemNote error={stop.error ?? start.error} />
      <AddFollow onAdd={(body) => start.mutateAsync(body)} />
    </section>
  );
}
