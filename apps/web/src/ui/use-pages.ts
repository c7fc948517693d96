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
  /** Milliseconds after which it is read anew again and again; absent: as changes are heard of. */
  readonly every?: number;
}

/** Key of all that was read of a list, whatever was asked for. */
export const keyOfPages = (path: string): readonly string[] => ['pages', path];

/** A list, page by page. The pages of before stay while other ones come. */
export const usePages = <Page>({ path, params, place, nextOf, every }: Asked<Page>) =>
  useInfiniteQuery({
    queryKey: [...keyOfPages(path), params],
    queryFn: ({ signal, pageParam }) =>
      api.read<Page>(path, { params: { ...params, [place]: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => nextOf(page) ?? undefined,
    placeholderData: keepPreviousData,
    ...(every === undefined ? {} : { refetchInterval: every, staleTime: 0 }),
  });
