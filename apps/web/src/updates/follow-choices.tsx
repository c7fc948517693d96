import { Checkbox, Group, Text } from '@mantine/core';
import type { ChannelName, EventClass, Follow, Frequency } from '#contracts';
import { useWords } from '../app/use-words.js';
import { FrequencySelect } from './frequency-select.js';

export const CHANNELS: readonly ChannelName[] = ['in-app', 'email'];
export const CLASSES: readonly EventClass[] = ['stage', 'plan', 'money', 'correction', 'end'];

/** Where one is told of something that is followed, of which news, and how often by mail. */
export interface FollowTerms {
  readonly channels: readonly ChannelName[];
  readonly classes: readonly EventClass[];
  /** Null: as the preferences say. */
  readonly frequency: Frequency | null;
}

export const ALL_TERMS: FollowTerms = { channels: CHANNELS, classes: CLASSES, frequency: null };

export const termsOf = ({ channels, eventClasses, frequency }: Follow): FollowTerms => ({
  channels,
  frequency,
  classes: eventClasses ?? CLASSES,
});

export const isComplete = ({ channels, classes }: FollowTerms): boolean =>
  channels.length > 0 && classes.length > 0;

/** The terms as a follow is asked for: every class is asked for as null, so that later classes are among them. */
export const requestOf = ({ channels, classes, frequency }: FollowTerms) => ({
  channels: [...channels],
  frequency,
  eventClasses: classes.length === CLASSES.length ? null : [...classes],
});

interface FollowChoicesProps {
  readonly terms: FollowTerms;
  readonly onChange: (terms: FollowTerms) => void;
  /** A follow of one kind of news has no further kinds to choose from. */
  readonly withClasses?: boolean;
}

/** Chooses the terms of a follow. */
export function FollowChoices({ terms, onChange, withClasses = true }: FollowChoicesProps) {
  const { t } = useWords();
  return (
    <>
      <Choice
        label={t('record/follow/channels')}
        options={CHANNELS}
        chosen={terms.channels}
        onChange={(channels) => onChange({ ...terms, channels })}
      />
      {withClasses && (
        <Choice
          label={t('record/follow/classes')}
          options={CLASSES}
          chosen={terms.classes}
          onChange={(classes) => onChange({ ...terms, classes })}
        />
      )}
      {terms.channels.includes('email') && (
        <FrequencySelect
          hint={t('updates/frequency/hint')}
          value={terms.frequency}
          onChange={(frequency) => onChange({ ...terms, frequency })}
        />
      )}
      {!isComplete(terms) && (
        <Text size="sm" role="alert">
          {t('record/follow/chooseOne')}
        </Text>
      )}
    </>
  );
}

interface ChoiceProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly Option[];
  readonly onChange: (chosen: readonly Option[]) => void;
}

function Choice<Option extends string>({ label, options, chosen, onChange }: ChoiceProps<Option>) {
  const { t } = useWords();
  return (
    <Checkbox.Group
      label={label}
      value={[...chosen]}
      onChange={(values) => onChange(options.filter((option) => values.includes(option)))}
    >
      <Group gap="md" mt={4}>
        {options.map((option) => (
          <Checkbox key={option} value={option} label={t(`record/follow/${option}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
