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
  const follow = async (body: FollowRequest) => {
    await api.send<Follow>('/me/follows', { body });
    await settled();
  };
  const undo = useMutation({
    mutationFn: ({ scope, channels, eventClasses, frequency }: Follow) =>
      follow({ scope, channels, eventClasses, frequency }),
    onSuccess: () => setStopped(null),
  });
  const stop = useMutation({
    mutationFn: ({ id }: Follow) => api.send(`/me/follows/${id}`, { method: 'DELETE' }),
    onSuccess: async (_nothing, gone) => {
      queries.setQueryData<FollowList>(FOLLOWS, (list) =>
        list === undefined ? list : { items: list.items.filter(({ id }) => id !== gone.id) },
      );
      setStopped(gone);
      await settled();
    },
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
          <FollowRow key={item.id} follow={item} onChange={follow} onStop={() => stop.mutate(item)} />
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
