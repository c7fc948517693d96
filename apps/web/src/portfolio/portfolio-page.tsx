import { Stack, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PortfolioSummary, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { liveStream } from '../live/live-stream.js';
import { useLiveChanges } from '../live/use-live.js';
import { Failed, Loading } from '../ui/states.js';
import { Claims } from './claims.js';
import { Figures } from './figures.js';
import { Filters } from './filters.js';
import { RecordList } from './record-list.js';

const PAGE = 50;

/** How the portfolio stands, and the records behind it. */
export function PortfolioPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const changed = useLiveChanges();
  const summary = useQuery({
    queryKey: ['summary'],
    queryFn: ({ signal }) =>
      api.read<PortfolioSummary>('/portfolio/summary', {
        params: { minPosition: liveStream.position() },
        signal,
      }),
  });
  const list = useRecords(search);
  const change = (next: PortfolioSearch) => void navigate({ search: next, replace: true });
  return (
    <Stack gap="xl">
      <title>{t('app/name')}</title>
      <Title order={1} size="h2">
        {t('portfolio/title')}
      </Title>
      {summary.data !== undefined && <Figures summary={summary.data} />}
      {summary.data === undefined && summary.isError && (
        <Failed error={summary.error} onRetry={() => void summary.refetch()} />
      )}
      {summary.data !== undefined && <Claims claims={summary.data.claims} />}
      <section aria-label={t('portfolio/list/heading')}>
        <Filters search={search} summary={summary.data} onChange={change} />
        {list.isPending && <Loading />}
        {list.isError && list.data === undefined && (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && (
          <RecordList
            pages={list.data.pages}
            changed={changed}
            filtered={Object.values(search).some((value) => value !== undefined)}
            {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
            loadingMore={list.isFetchingNextPage}
          />
        )}
      </section>
    </Stack>
  );
}

function useRecords({ kind = 'project', ...filters }: PortfolioSearch) {
  return useInfiniteQuery({
    queryKey: ['records', kind, filters],
    queryFn: ({ signal, pageParam }) =>
      api.read<RegisterList>(pathOf(kind), {
        params: { ...filters, limit: PAGE, cursor: pageParam, minPosition: liveStream.position() },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
