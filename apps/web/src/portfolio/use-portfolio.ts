import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReadOptions } from '../api/client.js';
import type { Funnel, PortfolioSummary, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import type { PortfolioSearch } from '../app/searches.js';
import { settledAt } from '../live/settled.js';

type Clocks = Pick<PortfolioSearch, 'knownAt' | 'validAt'>;

/** A short first page is seen sooner; the others come as large as the server gives them. */
const FIRST_PAGE = 100;
const PAGE = 200;

/** Reads on both clocks; the present is asked for as it is known here already. */
const readAt = <Shape>({ knownAt, validAt }: Clocks, path: string, { params, signal }: ReadOptions) =>
  knownAt === undefined
    ? api.readNewest<Shape>(path, { params: { ...params, validAt }, signal })
    : api.read<Shape>(path, { params: { ...params, knownAt, validAt }, signal });

/** The figures of the whole portfolio. */
export function useSummary({ knownAt, validAt }: Clocks) {
  return useQuery({
    queryKey: ['summary', knownAt, validAt],
    queryFn: ({ signal }) => readAt<PortfolioSummary>({ knownAt, validAt }, '/portfolio/summary', { signal }),
    placeholderData: keepPreviousData,
    ...settledAt(knownAt),
  });
}

/** What became of a collection's members; nothing is asked for while there is no collection. */
export function useFunnel(id: string | undefined, { knownAt, validAt }: Clocks) {
  return useQuery({
    queryKey: ['funnel', id, knownAt, validAt],
    queryFn: ({ signal }) =>
      readAt<Funnel>({ knownAt, validAt }, `/collections/${id ?? ''}/funnel`, { signal }),
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
    queryFn: ({ signal, pageParam }) => readPage(search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    // Elsewhere nobody listened for changes of these rows; here somebody does.
    ...{ refetchOnMount: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
}

/** One page of the records that the filters find. */
const readPage = (
  { kind = 'project', knownAt, validAt, ...filters }: PortfolioSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<RegisterList> => {
  const params = { ...filters, cursor, limit: cursor === undefined ? FIRST_PAGE : PAGE };
  return readAt<RegisterList>({ knownAt, validAt }, pathOf(kind), { params, signal });
};

/** Those of the records that the filters find now which rest on some that changed. @throws ApiProblem: not yet there */
export const readAround = (
  { kind = 'project', ...filters }: PortfolioSearch,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<RegisterList> =>
  api.read<RegisterList>(pathOf(kind), {
    params: { ...filters, around: ids.join(','), limit: PAGE, minPosition: api.position },
    signal,
  });
