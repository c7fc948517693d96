import { Button, Paper, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { RegisterList } from '#contracts';
import { useWords } from '../app/use-words.js';
import { arrivedOf, rowsOf, type LiveRows } from './live-rows.js';
import { RecordRow, type RowChanges } from './record-row.js';
import { gapOfRows, Room, usualHeight } from './room.js';

// A short list has no need of it.
const VisibleRows = lazy(async () => ({ default: (await import('./visible-rows.js')).VisibleRows }));

interface RecordListProps {
  readonly pages: readonly RegisterList[];
  readonly live: LiveRows;
  readonly changed: ReadonlyMap<string, string>;
  readonly filtered: boolean;
  readonly onMore?: () => void;
  readonly loadingMore: boolean;
  /** The next page could not be loaded. */
  readonly failed: boolean;
  /** Shows the newest records first. */
  readonly onShowNew: () => void;
}

const COLUMNS = ['record', 'status', 'place', 'parties', 'value', 'lastNews'] as const;
const SHORT = 100;

/**
 * The records as a table; on a narrow screen each row becomes a card. The list has its whole length at once; rows load
 * as one comes to them.
 */
export function RecordList({ pages, live, changed, filtered, onShowNew, ...paging }: RecordListProps) {
  const { t } = useWords();
  const { onMore, loadingMore, failed } = paging;
  const [isAwaiting, setAwaiting] = useState(false);
  const place = useRef<HTMLParagraphElement>(null);
  const items = useMemo(() => rowsOf(pages, live), [pages, live]);
  const total = pages[0]?.total ?? 0;
  if (items.length === 0) return <Empty filtered={filtered} />;
  const changes: RowChanges = { events: changed, lost: live.lost };
  const count = onMore === undefined ? items.length : Math.max(total, items.length);
  const first = (
    <tbody>
      {items.slice(0, SHORT).map((item, index) => (
        <RecordRow key={item.id} item={item} changes={changes} index={index} />
      ))}
      <Room height={(count - SHORT) * (usualHeight() + gapOfRows())} columns={COLUMNS.length} />
    </tbody>
  );
  const showNew = () => {
    onShowNew();
    place.current?.scrollIntoView();
  };
  return (
    <>
      <p className="dim" role="status" ref={place}>
        {t('portfolio/list/found', { count: total })}
      </p>
      {items.length < total && (
        <p className="dim on-paper">{t('portfolio/list/printed', { shown: items.length, of: total })}</p>
      )}
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
              count={count}
              changes={changes}
              columns={COLUMNS.length}
              onAwaiting={setAwaiting}
              onNeeded={loadingMore || failed ? undefined : onMore}
            />
          </Suspense>
        )}
      </table>
      <div className="list-news">
        {failed && (
          <Button variant="default" onClick={onMore} loading={loadingMore}>
            {t('portfolio/list/more')}
          </Button>
        )}
        {isAwaiting && !failed && <p className="list-awaiting">{t('portfolio/list/loadingMore')}</p>}
        <Arrived count={arrivedOf(live, items, onMore === undefined)} onShow={showNew} />
      </div>
    </>
  );
}

/** New records are announced; they move nothing that is being read. */
function Arrived({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useWords();
  return (
    <div role="status">{count > 0 && <Button onClick={onShow}>{t('live/arrived', { count })}</Button>}</div>
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
