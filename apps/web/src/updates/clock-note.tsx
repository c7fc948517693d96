import { Text } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { useOwnTime } from './use-own-time.js';

/** By whose clock the times of a list are told. */
export function ClockNote() {
  const { t } = useWords();
  const { zone } = useOwnTime();
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {t('updates/clock', { zone })}
    </Text>
  );
}
