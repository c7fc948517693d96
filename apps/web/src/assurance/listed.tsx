import type { ReactNode } from 'react';
import { Failed, Loading } from '../ui/states.js';
import { More } from './rows.js';

interface Pages<Page> {
  readonly data: { readonly pages: readonly Page[] } | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

interface ListedProps<Page> {
  readonly list: Pages<Page>;
  readonly children: (pages: readonly Page[], first: Page) => ReactNode;
}

/** What of a list has come so far, and the way to more of it. */
export function Listed<Page>({ list, children }: ListedProps<Page>) {
  const first = list.data?.pages[0];
  if (list.data === undefined || first === undefined) {
    if (!list.isError) return <Loading />;
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  return (
    <>
      {children(list.data.pages, first)}
      {list.isError && <Failed error={list.error} onRetry={() => void list.fetchNextPage()} />}
      <More {...list} />
    </>
  );
}
