import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { isAmendment } from '../record/entries.js';

interface ListProps {
  readonly items: readonly Pick<
    History['items'][number],
    'id' | 'type' | 'version' | 'position' | 'occurredOn'
  >[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

const ROW = 44;

/** All events in the order of their recording; only those in sight are drawn. */
export function EventList({ items, index, onIndex }: ListProps) {
  const { t, word, language } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  useEffect(() => rows.scrollToIndex(index), [index, rows]);
  return (
    <div ref={scroller} className="events" role="region" tabIndex={0} aria-label={t('replay/events')}>
      <ol className="events-all" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const when =
            item.occurredOn === null ? t('value/undated') : formatPartialDate(item.occurredOn.edtf, language);
          return (
            <li
              key={item.id}
              className="events-row"
              style={{ height: ROW, transform: `translateY(${row.start}px)` }}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
            >
              <button
                type="button"
                className={isAmendment(item) ? 'event-button event-amends' : 'event-button'}
                aria-current={row.index === index ? 'step' : undefined}
                onClick={() => onIndex(row.index)}
              >
                <span className="number dim">{item.position}</span>
                <span className="event-name">{word('event', item.type)}</span>
                <span className="dim event-when">{when}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
