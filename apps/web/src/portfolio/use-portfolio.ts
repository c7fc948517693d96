import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Funnel, PortfolioSummary, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { settledAt } from '../live/settled.js';

type Clocks = Pick<PortfolioSearch, 'knownAt' | 'validAt'>;

/** A short first page is seen sooner; the others come as large as the server gives them. */
const FIRST_PAGE = 100;
const PAGE = 200;

/** Both clocks; the present is asked for as it is known here already. */
const clocksOf = ({ knownAt, validAt }: Clocks) => ({
  ...{ knownAt, validAt },
  minPosition: knownAt === undefined ? api.position : undefined,
});

/** The figures of the whole portfolio. */
export function useSummary({ knownAt, validAt }: Clocks) {
  return useQuery({
    queryKey: ['summary', knownAt, validAt],
    queryFn: ({ signal }) =>
      api.read<PortfolioSummary>('/portfolio/summary', { params: clocksOf({ knownAt, validAt }), signal }),
    placeholderData: keepPreviousData,
    ...settledAt(knownAt),
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
    ...settledAt(knownAt),
  });
}

export const RECORDS = 'records';

/** The records that the filters find, page by page. Rows that change later are read one by one: `useLiveRows`. */
export function useRecords(search: PortfolioSearch) {
  return useInfiniteQuery({
    queryKey: [RECORDS, search],
    queryFn: ({ signal, pageParam }) =>
      readRecords(search, { cursor: pageParam, limit: pageParam === undefined ? FIRST_PAGE : PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Elsewhere nobody listened for changes of these rows; here somebody does.
    ...{ refetchOnMount: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
}

/** Some of the records that the filters find: a page, or those around some that changed. */
export const readRecords = (
  { kind = 'project', knownAt, validAt, ...filters }: PortfolioSearch,
  part: { readonly cursor?: string | undefined; readonly around?: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<RegisterList> =>
  api.read<RegisterList>(pathOf(kind), {
    params: { ...filters, ...clocksOf({ knownAt, validAt }), ...part },
    ...(signal === undefined ? {} : { signal }),
  });
