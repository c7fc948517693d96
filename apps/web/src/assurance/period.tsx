import { TextInput } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { endOfDay, startOfDay } from '../format/day-bounds.js';

/** First and last day in Almaty; empty: no bound. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const EVER: Days = { from: '', to: '' };

/** The same as the API takes it. */
export const periodOf = ({ from, to }: Days) => ({
  from: from === '' ? undefined : startOfDay(from),
  to: to === '' ? undefined : endOfDay(to),
});

interface PeriodProps {
  readonly value: Days;
  readonly onChange: (days: Days) => void;
}

/** When it was recorded: a period of days. */
export function Period({ value, onChange }: PeriodProps) {
  const { t } = useWords();
  return (['from', 'to'] as const).map((end) => (
    <TextInput
      key={end}
      type="date"
      label={t(`assurance/recorders/${end}`)}
      value={value[end]}
      onChange={(event) => onChange({ ...value, [end]: event.currentTarget.value })}
    />
  ));
}
