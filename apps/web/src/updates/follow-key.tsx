import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FollowRequest } from '#contracts';
import { KZ_REGIONS, SECTORS } from '#domain';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { pickText } from '../format/text.js';
import { RecordSearch } from '../search/record-search.js';
import { CLASSES } from './follow-choices.js';

export type ScopeKind = FollowRequest['scope']['kind'];

interface FollowKeyProps {
  readonly kind: ScopeKind;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** Chooses which one of a kind of thing. */
export function FollowKey({ kind, value, onChange }: FollowKeyProps) {
  const { t, word, language } = useWords();
  const [chosen, setChosen] = useState('');
  const label = t(`updates/scope/${kind}`);
  if (kind === 'record' || kind === 'collection') {
    return (
      <div>
        <RecordSearch
          label={label}
          {...(kind === 'collection' ? { kinds: ['collection'] as const } : {})}
          onChoose={(item) => {
            setChosen(pickText(item.titles, language)?.text ?? item.publicId);
            onChange(`${item.aggregate}-${item.id}`);
          }}
        />
        <Text size="sm" role="status">
          {value === '' ? '' : t('updates/add/chosen', { what: chosen })}
        </Text>
      </div>
    );
  }
  if (kind === 'party') {
    return (
      <TextInput
        label={label}
        description={t('updates/add/partyHint')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const options = {
    region: Object.values(KZ_REGIONS).map(({ code }) => ({
      value: code,
      label: formatRegion(code, language),
    })),
    sector: SECTORS.map((code) => ({ value: code, label: word('sector', code) })),
    'event-class': CLASSES.map((name) => ({ value: name, label: t(`record/follow/${name}`) })),
  }[kind];
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[{ value: '', label: t('updates/add/choose') }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
