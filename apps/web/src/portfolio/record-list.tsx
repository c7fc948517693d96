import { Button, Paper, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import type { RegisterItem, RegisterList } from '#contracts';
import { useWords } from '../app/use-words.js';
import { RecordRow } from './record-row.js';

// A short list has no need of it.
const VisibleRows = lazy(async () => ({ default: (await import('./visible-rows.js')).VisibleRows }));

interface RecordListProps {
  readonly pages: readonly RegisterList[];
  readonly changed: ReadonlyMap<string, string>;
  readonly filtered: boolean;
  readonly onMore?: () => void;
  readonly loadingMore: boolean;
  /** The next page could not be loaded. */
  readonly failed?: boolean;
}

const COLUMNS = ['record', 'status', 'place', 'parties', 'value', 'lastNews'] as const;
const SHORT = 100;

/** The records as a table; on a narrow screen each row becomes a card. Further pages load as one scrolls. */
export function RecordList({ pages, changed, filtered, onMore, loadingMore, failed }: RecordListProps) {
  const { t } = useWords();
  const items = useMemo(() => pages.flatMap((page) => page.items), [pages]);
  const total = pages[0]?.total ?? 0;
  if (items.length === 0) return <Empty filtered={filtered} />;
  const first = <FirstRows items={items.slice(0, SHORT)} changed={changed} />;
  return (
    <>
      <p className="dim" role="status">
        {t('portfolio/list/found', { count: total })}
      </p>
      <table className="records records-virtual" aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`portfolio/list/${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {total <= SHORT ? (
          first
        ) : (
          <Suspense fallback={first}>
            <VisibleRows
              items={items}
              changed={changed}
              columns={COLUMNS.length}
              onNearEnd={loadingMore || failed === true ? undefined : onMore}
            />
          </Suspense>
        )}
      </table>
      {onMore !== undefined && (
        <Button variant="default" mt="md" onClick={onMore} loading={loadingMore}>
          {t('portfolio/list/more')}
        </Button>
      )}
    </>
  );
}

function FirstRows({
  items,
  changed,
}: Pick<RecordListProps, 'changed'> & { items: readonly RegisterItem[] }) {
  return (
    <tbody>
      {items.map((item, index) => (
        <RecordRow key={item.id} item={item} event={changed.get(item.id)} index={index} />
      ))}
    </tbody>
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  const { t } = useWords();
  return (
    <Paper withBorder className="empty">
      <Text fw={600}>{t(filtered ? 'portfolio/list/empty' : 'portfolio/list/none')}</Text>
      <Text size="sm">{t(filtered ? 'portfolio/list/emptyHint' : 'portfolio/list/noneHint')}</Text>
    </Paper>
  );
}
