import './approvals.css';
import { Button, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal, ProposalList } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { useLiveChanges } from '../live/use-live.js';
import { Failed, Loading } from '../ui/states.js';
import { useCommandName } from './command-name.js';
import type { Done } from './decision.js';
import { ProposalCard } from './proposal-card.js';

type State = Proposal['state'];
const STATES: readonly State[] = ['open', 'approved', 'rejected', 'withdrawn', 'expired'];

/** Sensitive commands that wait for a second person. */
export function ApprovalsPage() {
  const { t } = useWords();
  const queries = useQueryClient();
  const commandName = useCommandName();
  const [state, setState] = useState<State>('open');
  const [done, setDone] = useState<Done | null>(null);
  useLiveChanges();
  const list = useInfiniteQuery({
    queryKey: ['proposals', state],
    queryFn: ({ signal, pageParam }) =>
      api.read<ProposalList>('/proposals', { params: { state, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 30_000,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const finish = (next: Done) => {
    setDone(next);
    void queries.invalidateQueries();
  };
  return (
    <Stack gap="lg">
      <title>{`${t('approvals/title')} · ${t('app/name')}`}</title>
      <div>
        <Title order={1} size="h2">
          {t('approvals/title')}
        </Title>
        <Text c="dimmed">{t('approvals/intro')}</Text>
      </div>
      <NativeSelect
        label={t('approvals/show')}
        maw="16rem"
        value={state}
        data={STATES.map((value) => ({ value, label: t(`approvals/states/${value}`) }))}
        onChange={(event) => setState(event.currentTarget.value as State)}
      />
      <p role="status" className="line-status">
        {done !== null &&
          t(`approvals/${done.outcome}`, {
            command: commandName(done.proposal.command),
            record: done.proposal.publicId,
          })}
      </p>
      {list.isPending && <Loading />}
      {list.isError && list.data === undefined && (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && items.length === 0 && (
        <Paper withBorder className="empty">
          <Text fw={600}>{t(state === 'open' ? 'approvals/none/open' : 'approvals/none/other')}</Text>
          <Text size="sm">{t('approvals/noneHint')}</Text>
        </Paper>
      )}
      {items.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          proposal={proposal}
          onDone={finish}
          onStale={() => void list.refetch()}
        />
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('approvals/more')}
        </Button>
      )}
    </Stack>
  );
}
