import { Group, NativeSelect, Text } from '@mantine/core';
import type { NoticeSettings } from '#contracts';
import { useWords } from '../app/use-words.js';
import { weekdaysIn } from '../format/weekdays.js';

type Hours = Pick<NoticeSettings, 'digestHour' | 'digestWeekday' | 'quietHours'>;

interface MailHoursProps {
  readonly hours: Hours;
  readonly faultAt: (pointer: string) => string | undefined;
  readonly onChange: (part: Partial<Hours>) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const NIGHT = { from: 22, to: 7 };
const NONE = '';

/** When mail is sent together, and when none is sent. */
export function MailHours({ hours, faultAt, onChange }: MailHoursProps) {
  const { t, language } = useWords();
  const { digestHour, digestWeekday, quietHours } = hours;
  const days = weekdaysIn(language).map((label, index) => ({ value: String(index + 1), label }));
  const from = quietHours === null ? NONE : String(quietHours.from);
  const startQuiet = (value: string) =>
    onChange({ quietHours: value === NONE ? null : { ...(quietHours ?? NIGHT), from: Number(value) } });
  return (
    <>
      <Group grow align="start">
        <NativeSelect
          label={t('updates/hours/digest')}
          value={String(digestHour)}
          error={faultAt('/digestHour')}
          data={HOURS}
          onChange={(event) => onChange({ digestHour: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('updates/hours/weekday')}
          value={String(digestWeekday)}
          data={days}
          onChange={(event) => onChange({ digestWeekday: Number(event.currentTarget.value) })}
        />
      </Group>
      <Group grow align="start">
        <NativeSelect
          label={t('updates/hours/quietFrom')}
          value={from}
          data={[{ value: NONE, label: t('updates/hours/none') }, ...HOURS]}
          onChange={(event) => startQuiet(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('updates/hours/quietTo')}
          value={quietHours === null ? NONE : String(quietHours.to)}
          error={faultAt('/quietHours/to')}
          disabled={quietHours === null}
          data={quietHours === null ? [{ value: NONE, label: '–' }] : HOURS}
          onChange={({ currentTarget: { value } }) =>
            quietHours !== null && onChange({ quietHours: { ...quietHours, to: Number(value) } })
          }
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('updates/hours/note')}
      </Text>
    </>
  );
}
