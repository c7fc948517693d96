import { NativeSelect } from '@mantine/core';
import type { Preference, PreferenceRequest, PreferenceScope } from '#contracts';
import { useWords } from '../app/use-words.js';
import { CHANNELS } from './follow-choices.js';
import { FrequencySelect } from './frequency-select.js';
import { RecordLink } from './record-link.js';

const CHOICES = ['on', 'off'] as const;
const AS_FOLLOWED = 'follow';

interface PreferenceRowProps {
  readonly scope: PreferenceScope;
  /** What was chosen for this scope, by channel. */
  readonly levels: readonly Preference[];
  readonly onChange: (request: PreferenceRequest) => void;
}

/** Whether one is told of one kind of news at all, on each channel, and how often by mail. */
export function PreferenceRow({ scope, levels, onChange }: PreferenceRowProps) {
  const { t } = useWords();
  const option = (value: string) => ({ value, label: t(`updates/preferences/${value}`) });
  return (
    <fieldset className="preference">
      <legend>
        <ScopeName scope={scope} />
      </legend>
      {CHANNELS.map((channel) => {
        const level = levels.find((one) => one.channel === channel)?.level;
        const stopped = level === 'stop' ? [{ ...option('stop'), disabled: true }] : [];
        return (
          <NativeSelect
            key={channel}
            size="sm"
            label={t(`record/follow/${channel}`)}
            value={level ?? AS_FOLLOWED}
            data={[...stopped, ...[AS_FOLLOWED, ...CHOICES].map(option)]}
            onChange={({ currentTarget: { value } }) =>
              onChange({ scope, channel, level: CHOICES.find((choice) => choice === value) ?? null })
            }
          />
        );
      })}
      <FrequencySelect
        value={levels.find(({ channel }) => channel === 'email')?.frequency ?? null}
        onChange={(frequency) => onChange({ scope, channel: 'email', frequency })}
      />
    </fieldset>
  );
}

function ScopeName({ scope }: { readonly scope: PreferenceScope }) {
  const { t } = useWords();
  switch (scope.kind) {
    case 'all':
      return t('updates/preferences/all');
    case 'event-class':
      return t(`record/follow/${scope.key}`);
    case 'record':
      return <RecordLink stream={scope.key} />;
  }
}
