import { NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Delivery, DeliveryPage } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Listed } from '../ui/listed.js';
import { keyOfPages, usePages } from '../ui/use-pages.js';
import { STATES } from './codes.js';
import { DeliveryTable } from './delivery-table.js';

const PATH = '/deliveries';

/** What became of every notice; those that were given up are sent anew here. */
export function Deliveries() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [state, setState] = useState('dead');
  const list = usePages<DeliveryPage>({
    ...{ path: PATH, params: { state, limit: 50 }, place: 'after', every: 30_000 },
    nextOf: ({ next }) => next,
  });
  const replay = useMutation({
    mutationFn: (id: string) => api.send<Delivery>(`${PATH}/${id}/replay`),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOfPages(PATH) }),
  });
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
        <Listed list={list}>
          {(pages) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Empty state={state} />;
            return <DeliveryTable items={items} onReplay={(id) => replay.mutate(id)} />;
          }}
        </Listed>
      </Stack>
    </section>
  );
}

function Empty({ state }: { readonly state: string }) {
  const { t } = useWords();
  return (
    <Paper withBorder className="empty">
      <Text fw={600}>{t(`admin/deliveries/${state === 'dead' ? 'emptyDead' : 'empty'}`)}</Text>
      <Text size="sm">{t('admin/deliveries/emptyHint')}</Text>
    </Paper>
  );
}
