import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Follow, FollowRequest } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { useWords } from '../app/use-words.js';
import { FollowChoices, isComplete, requestOf, termsOf } from './follow-choices.js';

interface FollowEditorProps {
  readonly follow: Follow;
  /** Id of what names the thing that is followed. */
  readonly describedBy: string;
  readonly onSave: (body: FollowRequest) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Changes where one is told of something that is followed already, and of which news. */
export function FollowEditor({ follow, describedBy, onSave, onClose }: FollowEditorProps) {
  const { t } = useWords();
  const [terms, setTerms] = useState(() => termsOf(follow));
  const save = useMutation({
    mutationFn: () => onSave({ scope: follow.scope, ...requestOf(terms) }),
    onSuccess: onClose,
  });
  return (
    <form
      className="follow-editor"
      aria-labelledby={describedBy}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(terms)) save.mutate();
      }}
    >
      <FollowChoices terms={terms} onChange={setTerms} withClasses={follow.scope.kind !== 'event-class'} />
      <ProblemNote error={save.error} />
      <Group gap="xs">
        <Button type="submit" size="xs" disabled={!isComplete(terms)} loading={save.isPending}>
          {t('record/follow/save')}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {t('updates/follows/keep')}
        </Button>
      </Group>
    </form>
  );
}
