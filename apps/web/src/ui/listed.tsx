import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from './states.js';

interface Pages<Page> {
  readonly data: { readonly pages: readonly Page[] } | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  readonly isFetchNextPageError: boolean;
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
  const again = () => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch());
  return (
    <>
      {children(list.data.pages, first)}
      {list.isError && <Failed error={list.error} onRetry={again} />}
      <More {...list} />
    </>
  );
}

type MoreProps = Pick<Pages<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** Asks for the next page, where there is one. */
function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const { t } = useWords();
  if (!hasNextPage) return null;
  return (
    <div>
      <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('portfolio/list/more')}
      </Button>
    </div>
  );
}
