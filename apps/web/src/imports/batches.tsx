import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ImportPage } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';

interface BatchesProps {
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** Tables that were imported or tried, newest first. */
export function Batches({ chosen, onChoose }: BatchesProps) {
  const { t, language } = useWords();
  const batches = useInfiniteQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ signal, pageParam }) =>
      api.read<ImportPage>('/imports', { params: { after: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <section aria-labelledby="batches">
      <h2 id="batches" className="heading">
        {t('imports/batches')}
      </h2>
      {batches.isPending && <Loading />}
      {batches.isError && batches.data === undefined && (
        <Failed error={batches.error} onRetry={() => void batches.refetch()} />
      )}
      {batches.data?.pages[0]?.items.length === 0 && <p className="dim">{t('imports/none')}</p>}
      <ul className="batch-list">
        {batches.data?.pages
          .flatMap((page) => page.items)
          .map(({ id, fileName, kind, dryRun, state, startedAt, done, rows }) => (
            <li key={id}>
              <button
                type="button"
                className="step-choice"
                aria-current={id === chosen ? 'true' : undefined}
                onClick={() => onChoose(id)}
              >
                <strong>{fileName}</strong>
                <span className="dim line">
                  {[
                    t(`imports/kinds/${kind}`),
                    t(dryRun ? 'imports/dryRun' : 'imports/real'),
                    t(`imports/state/${state}`),
                    t('imports/progress', { done, rows }),
                    formatRecordedAt(startedAt, language),
                  ].join(' · ')}
                </span>
              </button>
            </li>
          ))}
      </ul>
      {batches.hasNextPage && (
        <Button
          variant="default"
          loading={batches.isFetchingNextPage}
          onClick={() => void batches.fetchNextPage()}
        >
          {t('portfolio/list/more')}
        </Button>
      )}
    </section>
  );
}
