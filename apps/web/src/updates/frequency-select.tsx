import { NativeSelect } from '@mantine/core';
import type { Frequency } from '#contracts';
import { useWords } from '../app/use-words.js';

const FREQUENCIES: readonly Frequency[] = ['at-once', 'daily', 'weekly'];
const UNSAID = 'unsaid';

interface FrequencySelectProps {
  /** Null: it is not said here. */
  readonly value: Frequency | null;
  readonly onChange: (frequency: Frequency | null) => void;
  readonly hint?: string;
}

/** How often mail is sent. */
export function FrequencySelect({ value, onChange, hint }: FrequencySelectProps) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="sm"
      label={t('updates/frequency/label')}
      description={hint}
      value={value ?? UNSAID}
      data={[UNSAID, ...FREQUENCIES].map((one) => ({ value: one, label: t(`updates/frequency/${one}`) }))}
      onChange={({ currentTarget }) =>
        onChange(FREQUENCIES.find((one) => one === currentTarget.value) ?? null)
      }
    />
  );
}
