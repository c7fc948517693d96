import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { History } from '#contracts';
import { api } from '../app/api.js';
import { pathOf, type Kind } from '../app/kinds.js';

const PAGE = 200;

/** The moment that a record is shown at; without both, the present. */
export interface Moment {
  readonly knownAt?: string | undefined;
  readonly validAt?: string | undefined;
}

export const isPast = ({ knownAt, validAt }: Moment): boolean =>
  knownAt !== undefined || validAt !== undefined;

/** All events of a record, oldest first: later pages are fetched in the background. */
export function useHistory(kind: Kind, id: string, moment: Moment = {}) {
  const { knownAt, validAt } = moment;
  const history = useInfiniteQuery({
    queryKey: ['history', kind, id, knownAt, validAt],
    queryFn: ({ pageParam, signal }) =>
      api.read<History>(`${pathOf(kind)}/${encodeURIComponent(id)}/history`, {
        params: { limit: PAGE, after: pageParam, knownAt, validAt },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ nextAfter }) => nextAfter,
    enabled: id !== '',
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = history;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    items: history.data?.pages.flatMap(({ items }) => items) ?? [],
    isPending: history.isPending,
    isComplete: history.data !== undefined && !hasNextPage,
    error: history.error,
    refetch: history.refetch,
  };
}

/** Code of each milestone by its id, as its events say it. */
export const milestoneCodesOf = (items: History['items']): ReadonlyMap<string, string> =>
  new Map(
    items.flatMap(({ data }) => {
      const { milestoneId, code } = data;
      return typeof milestoneId === 'string' && typeof code === 'string' ? [[milestoneId, code]] : [];
    }),
  );
