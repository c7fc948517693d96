import { Stack, Title } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { CompareSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { useLiveChanges } from '../live/use-live.js';
import { Failed, Loading } from '../ui/states.js';
import { MomentForm } from './moment-form.js';
import { endOfDay } from '../format/day-bounds.js';
import { daysAgo } from './moments.js';
import { PartFilters } from './part-filters.js';
import { Results } from './results.js';
import { useComparison } from './use-comparison.js';
import './compare.css';

/** Filters of an address that have no field of their own here. */
const OTHERS = ['q', 'stage', 'quietSince'] as const;
const FILTERS = [...OTHERS, 'kind', 'sector', 'region', 'party', 'collection'] as const;

/** What is shown differently at two moments, and how each difference came about. */
export function ComparePage(): ReactNode {
  const { t } = useWords();
  const given = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const [usual] = useState(() => endOfDay(daysAgo(30, Date.now())));
  useLiveChanges();
  const search = { ...given, from: given.from ?? usual };
  const comparison = useComparison(search);
  const change = (part: CompareSearch) =>
    void navigate({ search: { ...given, ...part }, replace: true, resetScroll: false });
  return (
    <Stack gap="md" className="compare">
      <title>{`${t('compare/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('compare/title')}
      </Title>
      <p className="compare-intro">{t('compare/intro')}</p>
      <Scope search={given} />
      {given.record === undefined && <PartFilters search={given} onChange={change} />}
      <MomentForm search={search} onChange={change} />
      {comparison.isPending && <Loading />}
      {comparison.isError && comparison.data === undefined && (
        <Failed error={comparison.error} onRetry={() => void comparison.refetch()} />
      )}
      {comparison.data !== undefined && (
        <Results
          pages={comparison.data.pages}
          search={search}
          onLabel={(label) => change({ label })}
          {...(comparison.hasNextPage ? { onMore: () => void comparison.fetchNextPage() } : {})}
          loadingMore={comparison.isFetchingNextPage}
        />
      )}
    </Stack>
  );
}

/** What is compared, and the way back to the whole. */
function Scope({ search }: { search: CompareSearch }) {
  const { t } = useWords();
  const { record, from, to } = search;
  const isFiltered = FILTERS.some((name) => search[name] !== undefined);
  if (record === undefined && !isFiltered) return <p className="scope">{t('compare/whole')}</p>;
  const values = OTHERS.flatMap((name) => search[name] ?? []).join(', ');
  return (
    <p className="scope">
      <strong>
        {record === undefined
          ? [t('compare/filtered'), values].filter((text) => text !== '').join(': ')
          : t('compare/ofRecord', { record: record.split('/')[1] ?? record })}
      </strong>{' '}
      <Link to="/compare" search={{ from, to }} className="link">
        {t('compare/showWhole')}
      </Link>
    </p>
  );
}
