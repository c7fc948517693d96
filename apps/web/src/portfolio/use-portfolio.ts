import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Funnel, PortfolioSummary, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { liveStream } from '../live/live-stream.js';

type Clocks = Pick<PortfolioSearch, 'knownAt' | 'validAt'>;

const PAGE = 100;

/** Both clocks; the present is asked for as it is known here already. */
const clocksOf = ({ knownAt, validAt }: Clocks) => ({
  ...{ knownAt, validAt },
  minPosition: knownAt === undefined ? liveStream.position() : undefined,
});

/** The figures of the whole portfolio. */
export function useSummary({ knownAt, validAt }: Clocks) {
  return useQuery({
    queryKey: ['summary', knownAt, validAt],
    queryFn: ({ signal }) =>
      api.read<PortfolioSummary>('/portfolio/summary', { params: clocksOf({ knownAt, validAt }), signal }),
    placeholderData: keepPreviousData,
  });
}

/** What became of a collection's members; nothing is asked for while there is no collection. */
export function useFunnel(id: string | undefined, { knownAt, validAt }: Clocks) {
  return useQuery({
    queryKey: ['funnel', id, knownAt, validAt],
    queryFn: ({ signal }) =>
      api.read<Funnel>(`/collections/${id ?? ''}/funnel`, { params: clocksOf({ knownAt, validAt }), signal }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** The records that the filters find, page by page. */
export function useRecords({ kind = 'project', knownAt, validAt, ...filters }: PortfolioSearch) {
  return useInfiniteQuery({
    queryKey: ['records', kind, knownAt, validAt, filters],
    queryFn: ({ signal, pageParam }) =>
      api.read<RegisterList>(pathOf(kind), {
        params: { ...filters, ...clocksOf({ knownAt, validAt }), limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
