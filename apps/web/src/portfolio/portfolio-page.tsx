import { Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import type { PortfolioSummary } from '#contracts';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { useCalmRefresh, useChangedRecords } from '../live/use-live.js';
import { Failed, Loading } from '../ui/states.js';
import { ActivityPanel } from './activity.js';
import { AsOf } from './as-of.js';
import { Claims } from './claims.js';
import { Figures } from './figures.js';
import { Filters } from './filters.js';
import { RecordList } from './record-list.js';
import { RegionMap } from './region-map.js';
import { SessionPanel } from './sessions.js';
import { SubscribeToList } from './subscribe-to-list.js';
import { useLiveRows } from './use-live-rows.js';
import { RECORDS, useRecords, useSummary } from './use-portfolio.js';
import './portfolio.css';

/** Rows are read by themselves as they change. */
const isFigure = ([name]: readonly unknown[]): boolean => name !== RECORDS;

const NEWEST = '-publicId';

type Change = (next: PortfolioSearch) => void;

/** How the portfolio stands, and the records behind it. */
export function PortfolioPage(): ReactNode {
  const { t } = useWords();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const summary = useSummary(search);
  useCalmRefresh(isFigure);
  const change = useCallback<Change>(
    (next) => void navigate({ search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Stack gap="lg" className="portfolio">
      <title>{t('app/name')}</title>
      <Title order={1} size="h2">
        {t('portfolio/title')}
      </Title>
      <AsOf
        search={search}
        position={summary.data?.asOfPosition}
        onChange={(clocks) => change({ ...search, ...clocks })}
      />
      {summary.isPending && <Loading />}
      {summary.data === undefined && summary.isError && (
        <Failed error={summary.error} onRetry={() => void summary.refetch()} />
      )}
      {summary.data !== undefined && <Pictures summary={summary.data} search={search} onChange={change} />}
      {!summary.isPending && <Records summary={summary.data} search={search} onChange={change} />}
    </Stack>
  );
}

interface PartProps<Summary> {
  readonly summary: Summary;
  readonly search: PortfolioSearch;
  readonly onChange: Change;
}

function Pictures({ summary, search, onChange }: PartProps<PortfolioSummary>) {
  const collection = search.collection ?? summary.claims[0]?.collectionId;
  const isPresent = search.knownAt === undefined && search.validAt === undefined;
  return (
    <>
      <Figures summary={summary} />
      <div className="panels">
        <RegionMap
          groups={summary.byRegion}
          chosen={search.region}
          onChoose={(region) => onChange({ ...search, region })}
        />
        {isPresent && <ActivityPanel />}
      </div>
      <div className="panels">
        <Claims claims={summary.claims} />
        {collection !== undefined && <SessionPanel id={collection} search={search} claims={summary.claims} />}
      </div>
    </>
  );
}

function Records({ summary, search, onChange }: PartProps<PortfolioSummary | undefined>) {
  const { t } = useWords();
  const changed = useChangedRecords();
  const list = useRecords(search);
  const live = useLiveRows(search);
  const { sort: _sort, kind: _kind, ...filters } = search;
  return (
    <section aria-label={t('portfolio/list/heading')}>
      <Filters search={search} summary={summary} onChange={onChange} />
      <SubscribeToList search={search} />
      {list.isPending && <Loading />}
      {list.isError && list.data === undefined && (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && (
        <RecordList
          pages={list.data.pages}
          live={live}
          changed={changed}
          filtered={Object.values(filters).some((value) => value !== undefined)}
          {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})}
          loadingMore={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          onShowNew={() => onChange({ ...search, sort: NEWEST })}
        />
      )}
    </section>
  );
}
