import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Params } from '../api/client.js';
import { api } from '../app/api.js';

interface Asked<Page> {
  /** Path below `/api`. */
  readonly path: string;
  readonly params: Params;
  /** Parameter that asks for the next page, and its value after one. */
  readonly place: string;
  readonly nextOf: (page: Page) => string | null;
}

/** A list of the auditor's, page by page. */
export const usePages = <Page>({ path, params, place, nextOf }: Asked<Page>) =>
  useInfiniteQuery({
    queryKey: ['assurance', path, params],
    queryFn: ({ signal, pageParam }) =>
      api.read<Page>(path, { params: { ...params, [place]: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => nextOf(page) ?? undefined,
    placeholderData: keepPreviousData,
  });
