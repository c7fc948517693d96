import { Paper, Text } from '@mantine/core';
import { useWords } from '../app/use-words.js';

/** A queue in which nothing waits. */
export function Cleared() {
  const { t } = useWords();
  return (
    <Paper withBorder className="empty">
      <Text fw={600}>{t('queues/empty')}</Text>
      <Text size="sm">{t('queues/emptyHint')}</Text>
    </Paper>
  );
}
