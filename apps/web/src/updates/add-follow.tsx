import { Button, Checkbox, Group, NativeSelect, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelName, FollowRequest } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { useWords } from '../app/use-words.js';
import { FollowKey, type ScopeKind } from './follow-key.js';

const KINDS: readonly ScopeKind[] = ['record', 'region', 'sector', 'party', 'collection', 'event-class'];
const CHANNELS: readonly ChannelName[] = ['in-app', 'email'];

/** Follows something else: what kind of thing, which one, and where one is told. */
export function AddFollow({ onAdd }: { readonly onAdd: (body: FollowRequest) => Promise<unknown> }) {
  const { t } = useWords();
  const [kind, setKind] = useState<ScopeKind>('record');
  const [key, setKey] = useState('');
  const [channels, setChannels] = useState<readonly ChannelName[]>(CHANNELS);
  const add = useMutation({
    mutationFn: () => {
      const scope = { kind, key } as FollowRequest['scope'];
      return onAdd({ scope, channels: [...channels], eventClasses: null });
    },
    onSuccess: () => setKey(''),
  });
  const toggle = (channel: ChannelName, on: boolean) =>
    setChannels(CHANNELS.filter((one) => (one === channel ? on : channels.includes(one))));
  return (
    <form
      className="update-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Title order={3} size="h4" mt="lg">
        {t('updates/add/title')}
      </Title>
      <NativeSelect
        label={t('updates/add/kind')}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`updates/scope/${value}`) }))}
        onChange={(event) => {
          setKind(event.currentTarget.value as ScopeKind);
          setKey('');
        }}
      />
      <FollowKey key={kind} kind={kind} value={key} onChange={setKey} />
      <Group gap="md" role="group" aria-label={t('record/follow/channels')}>
        {CHANNELS.map((channel) => (
          <Checkbox
            key={channel}
            label={t(`record/follow/${channel}`)}
            checked={channels.includes(channel)}
            onChange={(event) => toggle(channel, event.currentTarget.checked)}
          />
        ))}
      </Group>
      <ProblemNote error={add.error} />
      <Group>
        <Button
          type="submit"
          size="sm"
          disabled={key === '' || channels.length === 0}
          loading={add.isPending}
        >
          {t('record/follow/start')}
        </Button>
      </Group>
    </form>
  );
}
