import { Button } from '@mantine/core';
import type { Problem } from '#contracts';
import { useWords } from '../app/use-words.js';
import type { HistoryItem } from './correction.js';
import { EventLine } from './event-line.js';

interface InTheWayProps {
  readonly problem: Problem;
  readonly items: readonly HistoryItem[];
  readonly chosen: readonly string[];
  readonly onChoose: (item: HistoryItem) => void;
}

/** Events that would become impossible: each can be corrected or retracted in the same command. */
export function InTheWay({ problem, items, chosen, onChoose }: InTheWayProps) {
  const { t } = useWords();
  const given = problem.details?.['eventIds'];
  const ids = Array.isArray(given) ? (given as readonly unknown[]) : [];
  const found = items.filter(({ id }) => ids.includes(id) && !chosen.includes(id));
  if (found.length === 0) return null;
  return (
    <>
      <p className="notice-line">{t('correct/inTheWay')}</p>
      <ul className="event-list">
        {found.map((item) => (
          <li key={item.id}>
            <EventLine item={item} />
            <Button size="xs" variant="default" onClick={() => onChoose(item)}>
              {t('correct/alsoThis')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
