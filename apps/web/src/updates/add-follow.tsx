import { Button, Group, NativeSelect, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FollowRequest } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { useWords } from '../app/use-words.js';
import { ALL_TERMS, FollowChoices, isComplete, requestOf } from './follow-choices.js';
import { FollowKey, type ScopeKind } from './follow-key.js';

const KINDS: readonly ScopeKind[] = ['record', 'region', 'sector', 'party', 'collection', 'event-class'];

/** Follows something else: what kind of thing, which one, where one is told, and of which news. */
export function AddFollow({ onAdd }: { readonly onAdd: (body: FollowRequest) => Promise<unknown> }) {
  const { t } = useWords();
  const [kind, setKind] = useState<ScopeKind>('record');
  const [key, setKey] = useState('');
  const [terms, setTerms] = useState(ALL_TERMS);
  const withClasses = kind !== 'event-class';
  const asked = withClasses ? terms : { ...terms, classes: ALL_TERMS.classes };
  const add = useMutation({
    mutationFn: () =>
      onAdd({ scope: { kind, key: key.trim() } as FollowRequest['scope'], ...requestOf(asked) }),
    onSuccess: () => setKey(''),
  });
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
      <FollowChoices terms={asked} onChange={setTerms} withClasses={withClasses} />
      <ProblemNote error={add.error} />
      <Group>
        <Button
          type="submit"
          size="sm"
          disabled={key.trim() === '' || !isComplete(asked)}
          loading={add.isPending}
        >
          {t('record/follow/start')}
        </Button>
      </Group>
    </form>
  );
}
