import { Button, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Delivery, DeliveryPage } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { STATES } from './codes.js';
import { DeliveryTable } from './delivery-table.js';

const KEY = 'deliveries';

/** What became of every notice; those that were given up are sent anew here. */
export function Deliveries() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [state, setState] = useState('dead');
  const list = useInfiniteQuery({
    queryKey: [KEY, state],
    queryFn: ({ signal, pageParam }) =>
      api.read<DeliveryPage>('/deliveries', { params: { state, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 30_000,
  });
  const replay = useMutation({
    mutationFn: (id: string) => api.send<Delivery>(`/deliveries/${id}/replay`),
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const states = STATES.map((value) => ({ value, label: t(`admin/deliveries/states/${value}`) }));
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries" className="heading">
        {t('admin/deliveries/heading')}
      </h2>
      <Stack gap="md" align="stretch">
        <NativeSelect
          label={t('admin/deliveries/show')}
          maw="16rem"
          value={state}
          data={[{ value: '', label: t('admin/deliveries/all') }, ...states]}
          onChange={(event) => setState(event.currentTarget.value)}
        />
        <Text size="sm" role="status">
          {replay.isSuccess ? t('admin/deliveries/replayed') : ''}
        </Text>
        <ProblemNote error={replay.error} />
        {list.isPending && <Loading />}
        {list.isError && list.data === undefined && (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && items.length === 0 && (
          <Paper withBorder className="empty">
            <Text fw={600}>{t(`admin/deliveries/${state === 'dead' ? 'emptyDead' : 'empty'}`)}</Text>
            <Text size="sm">{t('admin/deliveries/emptyHint')}</Text>
          </Paper>
        )}
        {items.length > 0 && <DeliveryTable items={items} onReplay={(id) => replay.mutate(id)} />}
        {list.hasNextPage && (
          <Button
            variant="default"
            className="own-width"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('admin/deliveries/more')}
          </Button>
        )}
      </Stack>
    </section>
  );
}
