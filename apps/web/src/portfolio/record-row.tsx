import { Link } from '@tanstack/react-router';
import type { RegisterItem } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { ageOf } from '../format/age.js';
import { formatMoney } from '../format/money.js';
import { formatCountry, formatRegion } from '../format/places.js';
import { formatQuantity } from '../format/quantity.js';
import { pickText } from '../format/text.js';
import { HeadlineBadge, RibbonSteps } from '../ui/status.js';

/** What happened to records a moment ago, and which of them the filters no longer find. */
export interface RowChanges {
  readonly events: ReadonlyMap<string, string>;
  readonly lost: ReadonlySet<string>;
}

interface RowProps {
  readonly item: RegisterItem;
  readonly changes: RowChanges;
  readonly index: number;
  readonly measure?: (row: HTMLTableRowElement | null) => void;
}

/** One record. */
export function RecordRow({ item, changes, index, measure }: RowProps) {
  const { t, word, language } = useWords();
  const event = changes.events.get(item.id);
  const updated = event === undefined ? undefined : t('live/updated', { event: word('event', event) });
  const note = changes.lost.has(item.id) ? t('live/left') : updated;
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
        {note !== undefined && (
          <span className="row-note" role="status">
            {note}
          </span>
        )}
      </td>
      <td data-label={t('portfolio/list/status')}>
        <div>
          <HeadlineBadge headline={item.headline} aggregate={item.aggregate} />
          {item.ribbon !== null && <RibbonSteps ribbon={item.ribbon} compact />}
        </div>
      </td>
      <td data-label={t('portfolio/list/place')}>{placeOf(item, language) ?? <Unknown />}</td>
      <td data-label={t('portfolio/list/parties')}>
        <div>
          <PartyNames item={item} />
        </div>
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
