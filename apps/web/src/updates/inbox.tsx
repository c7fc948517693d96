import { Button, Checkbox, Group, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxPage, MarkReadAnswer, MarkReadRequest } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { ClockNote } from './clock-note.js';
import { News } from './news.js';
import { useFresh } from './use-fresh.js';
import { useOwnTime } from './use-own-time.js';

/** What came, newest first; what is unread stays until it is marked. */
export function Inbox() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const inbox = useInfiniteQuery({
    queryKey: ['inbox', unreadOnly],
    queryFn: ({ signal, pageParam }) =>
      api.read<InboxPage>('/me/inbox', {
        params: { after: pageParam, limit: 20, unread: unreadOnly ? 'true' : undefined },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
  const mark = useMutation({
    mutationFn: (body: MarkReadRequest) => api.send<MarkReadAnswer>('/me/inbox/read', { body }),
    onSuccess: async ({ unread }) => {
      queries.setQueryData(['unread'], { unread });
      await queries.invalidateQueries({ queryKey: ['inbox'] });
    },
  });
  const { isPending } = useOwnTime();
  const items = isPending ? undefined : inbox.data?.pages.flatMap((page) => page.items);
  const { shown, fresh, show } = useFresh(items, String(unreadOnly));
  const unread = inbox.data?.pages[0]?.unread ?? 0;
  return (
    <section aria-labelledby="inbox">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="inbox">
          {t('updates/inbox/title')}
        </Title>
        <Text size="sm" role="status">
          {inbox.data === undefined ? '' : t('updates/inbox/unread', { count: unread })}
        </Text>
      </Group>
      <Group mb="sm" gap="lg">
        <Checkbox
          label={t('updates/inbox/unreadOnly')}
          checked={unreadOnly}
          onChange={(event) => setUnreadOnly(event.currentTarget.checked)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={unread === 0}
          loading={mark.isPending}
          onClick={() => {
            show();
            mark.mutate({ all: true });
          }}
        >
          {t('updates/inbox/markAll')}
        </Button>
      </Group>
      <ProblemNote error={mark.error} />
      {items === undefined && !inbox.isError && <Loading />}
      {inbox.isError && inbox.data === undefined && (
        <Failed error={inbox.error} onRetry={() => void inbox.refetch()} />
      )}
      {items?.length === 0 && (
        <Text c="dimmed">{t(unreadOnly ? 'updates/inbox/allRead' : 'updates/inbox/empty')}</Text>
      )}
      <div role="status">
        {fresh > 0 && (
          <Button size="xs" variant="light" onClick={show}>
            {t('updates/inbox/fresh', { count: fresh })}
          </Button>
        )}
      </div>
      {shown.length > 0 && <ClockNote />}
      <ul className="news-list">
        {shown.map((item) => (
          <News key={item.id} item={item} onRead={() => mark.mutate({ ids: [item.id] })} />
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {t('updates/more')}
        </Button>
      )}
    </section>
  );
}
