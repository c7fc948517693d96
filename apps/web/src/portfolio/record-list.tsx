import { Button, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { RegisterItem, RegisterList } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { ageOf } from '../format/age.js';
import { formatMoney } from '../format/money.js';
import { formatCountry, formatRegion } from '../format/places.js';
import { formatQuantity } from '../format/quantity.js';
import { pickText } from '../format/text.js';
import { HeadlineBadge, RibbonSteps } from '../ui/status.js';
import { useVisibleRows } from './use-visible-rows.js';

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
const AHEAD = 20;

/** The records as a table; on a narrow screen each row becomes a card. Further pages load as one scrolls. */
export function RecordList({ pages, changed, filtered, onMore, loadingMore, failed }: RecordListProps) {
  const { t } = useWords();
  const items = useMemo(() => pages.flatMap((page) => page.items), [pages]);
  const keys = useMemo(() => items.map(({ id }) => id), [items]);
  const { table, seen, measure, before, after, reached } = useVisibleRows(keys);
  const isNearEnd = reached >= items.length - AHEAD;
  useEffect(() => {
    if (isNearEnd && !loadingMore && failed !== true) onMore?.();
  }, [isNearEnd, loadingMore, failed, onMore]);
  const total = pages[0]?.total ?? 0;
  if (items.length === 0) {
    return (
      <Paper withBorder className="empty">
        <Text fw={600}>{t(filtered ? 'portfolio/list/empty' : 'portfolio/list/none')}</Text>
        <Text size="sm">{t(filtered ? 'portfolio/list/emptyHint' : 'portfolio/list/noneHint')}</Text>
      </Paper>
    );
  }
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
        <tbody ref={table}>
          <Room height={before} />
          {seen.map(({ index, key }) => {
            const item = items[index];
            return item === undefined ? null : (
              <Row key={key} item={item} event={changed.get(item.id)} index={index} measure={measure} />
            );
          })}
          <Room height={after} />
        </tbody>
      </table>
      {onMore !== undefined && (
        <Button variant="default" mt="md" onClick={onMore} loading={loadingMore}>
          {t('portfolio/list/more')}
        </Button>
      )}
    </>
  );
}

/** Room that rows take which are not drawn. */
function Room({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
}

interface RowProps {
  readonly item: RegisterItem;
  readonly event: string | undefined;
  readonly index: number;
  readonly measure: (row: HTMLTableRowElement | null) => void;
}

function Row({ item, event, index, measure }: RowProps) {
  const { t, word, language } = useWords();
  const title = pickText(item.titles, language);
  const [capacity] = item.capacities;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={event === undefined ? undefined : 'changed'}
    >
      <td>
        <Link
          to={RECORD_PAGE[item.aggregate]}
          params={{ id: item.publicId }}
          className="record-title"
          lang={title?.language}
        >
          {title?.text}
        </Link>
        <span className="dim">
          {item.publicId}
          {item.sector === null ? '' : ` · ${word('sector', item.sector)}`}
          {capacity === undefined ? '' : ` · ${formatQuantity(capacity.quantity, language)}`}
        </span>
        {event !== undefined && (
          <span className="changed-note" role="status">
            {t('live/updated', { event: word('event', event) })}
          </span>
        )}
      </td>
      <td data-label={t('portfolio/list/status')}>
        <HeadlineBadge headline={item.headline} aggregate={item.aggregate} />
        {item.ribbon !== null && <RibbonSteps ribbon={item.ribbon} compact />}
      </td>
      <td data-label={t('portfolio/list/place')}>{placeOf(item, language) ?? <Unknown />}</td>
      <td data-label={t('portfolio/list/parties')}>
        <PartyNames item={item} />
      </td>
      <td data-label={t('portfolio/list/value')} className="number">
        {item.value === null ? <Unknown /> : formatMoney(item.value, language)}
      </td>
      <td data-label={t('portfolio/list/lastNews')}>
        <LastNews item={item} />
      </td>
    </tr>
  );
}

export function LastNews({ item }: { item: Pick<RegisterItem, 'quietDays' | 'dormancy'> }) {
  const { t } = useWords();
  if (item.quietDays === null) return <Unknown />;
  if (item.dormancy !== null) return t(`age/${item.dormancy}`);
  if (item.quietDays === 0) return t('age/today');
  const { unit, count } = ageOf(item.quietDays);
  return t('age/ago', { age: t(`age/${unit}`, { count }) });
}

const NAMED = 2;

function PartyNames({ item }: { item: RegisterItem }) {
  const { t } = useWords();
  const names = [...new Set(item.parties.map(({ party }) => party.name))];
  if (names.length === 0) return <Unknown />;
  const rest = names.length - NAMED;
  return (
    <>
      {names.slice(0, NAMED).join(', ')}
      {rest > 0 && <span className="dim"> {t('portfolio/list/moreParties', { count: rest })}</span>}
    </>
  );
}

/** Regions where they are known, else the country, else nothing. */
export function placeOf(
  item: Pick<RegisterItem, 'regions' | 'countryCode'>,
  language: Parameters<typeof formatRegion>[1],
): string | null {
  if (item.regions.length > 0) return item.regions.map((code) => formatRegion(code, language)).join(', ');
  return item.countryCode === null ? null : formatCountry(item.countryCode, language);
}

/** Unknown is a value: it is said, not left blank. */
export function Unknown() {
  const { t } = useWords();
  return <span className="unknown">{t('value/unknown')}</span>;
}
