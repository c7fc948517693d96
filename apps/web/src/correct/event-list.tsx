import { Button } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import type { HistoryItem } from './correction.js';
import { EventLine } from './event-line.js';

interface EventListProps {
  readonly items: readonly HistoryItem[];
  readonly onChoose: (item: HistoryItem) => void;
}

/** Every event of the record that may be corrected, newest first. */
export function EventList({ items, onChoose }: EventListProps) {
  const { t, word } = useWords();
  return (
    <ul className="event-list">
      {items.toReversed().map((item) => (
        <li key={item.id}>
          <EventLine item={item} />
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('correct/choose')}: ${word('event', item.type)}`}
            onClick={() => onChoose(item)}
          >
            {t('correct/choose')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
