import { Button, Group } from '@mantine/core';
import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';

type Item = History['items'][number];

interface StepsProps {
  readonly event: Item;
  readonly items: readonly Item[];
  readonly onIndex: (index: number) => void;
}

/** Ways from a correction to what it corrects, and from a wrong event to its corrections. */
export function AmendmentSteps({ event, items, onIndex }: StepsProps) {
  const { t, word } = useWords();
  const target = items.findIndex(({ id }) => id === event.data['targetEventId']);
  const later = event.amendedBy.map(({ eventId }) => items.findIndex(({ id }) => id === eventId));
  const known = [target, ...later].filter((at) => at >= 0);
  if (known.length === 0) return null;
  return (
    <Group gap="xs" my="xs">
      {known.map((at) => (
        <Button key={at} size="xs" variant="light" className="wrapping" onClick={() => onIndex(at)}>
          {t(at === target ? 'replay/toCorrected' : 'replay/toCorrection', {
            event: word('event', items[at]?.type ?? ''),
            index: at + 1,
          })}
        </Button>
      ))}
    </Group>
  );
}
