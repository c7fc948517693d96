import { Button, Group, Paper, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Follow as Followed, FollowRequest, RecordDetail } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { mayOpen } from '../app/pages.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { ALL_TERMS, FollowChoices, isComplete, requestOf, termsOf } from '../updates/follow-choices.js';
import { useFollows } from '../updates/use-follows.js';
import { useSettings } from '../updates/use-settings.js';

interface FollowProps {
  readonly record: RecordDetail;
  /** Leads to the feeds, which need no account. */
  readonly onSubscribe: () => void;
}

/** Follows the record: on which channels, of which news, and how often by mail. */
export function Follow({ record, onSubscribe }: FollowProps) {
  const { t } = useWords();
  const { session, role } = useSession();
  const may = mayOpen('updates', role);
  const { follows, follow, stop } = useFollows({ enabled: may });
  const key = `${record.aggregate}-${record.id}`;
  const followed = follows.data?.items.find(({ scope }) => scope.kind === 'record' && scope.key === key);
  return (
    <Paper withBorder className="panel">
      {session !== undefined && session.user === null && <WithoutAccount onSubscribe={onSubscribe} />}
      {session?.user != null && !may && <Text size="sm">{t('record/follow/notYourRole')}</Text>}
      {may && follows.isPending && <Loading />}
      {follows.isError && <Failed error={follows.error} onRetry={() => void follows.refetch()} />}
      {follows.data !== undefined && (
        <FollowForm
          followed={followed}
          onSave={(terms) => follow({ scope: { kind: 'record', key }, ...terms })}
        >
          {followed !== undefined && (
            <Button
              size="xs"
              variant="default"
              loading={stop.isPending}
              onClick={() => stop.mutate(followed)}
            >
              {t('record/follow/stop')}
            </Button>
          )}
        </FollowForm>
      )}
      <ProblemNote error={stop.error} />
    </Paper>
  );
}

function WithoutAccount({ onSubscribe }: Pick<FollowProps, 'onSubscribe'>) {
  const { t } = useWords();
  const { pathname, searchStr } = useLocation();
  return (
    <>
      <Text size="sm">{t('record/follow/signInNote')}</Text>
      <Group gap="sm" mt="xs">
        <Link to="/sign-in" search={{ returnTo: `${pathname}${searchStr}` }} className="link">
          {t('record/follow/signIn')}
        </Link>
        <Button size="compact-sm" variant="default" onClick={onSubscribe}>
          {t('record/follow/withoutAccount')}
        </Button>
      </Group>
    </>
  );
}

interface FormProps {
  readonly followed: Followed | undefined;
  readonly onSave: (terms: Omit<FollowRequest, 'scope'>) => Promise<unknown>;
  /** Further things to do beside saving. */
  readonly children: ReactNode;
}

function FollowForm({ followed, onSave, children }: FormProps) {
  const { t } = useWords();
  const [terms, setTerms] = useState(() => (followed === undefined ? ALL_TERMS : termsOf(followed)));
  const save = useMutation({ mutationFn: () => onSave(requestOf(terms)) });
  return (
    <form
      className="follow-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete(terms)) save.mutate();
      }}
    >
      <Text size="sm" fw={600} role="status">
        {t(followed === undefined ? 'record/follow/not' : 'record/follow/following')}
      </Text>
      <FollowChoices
        terms={terms}
        onChange={(next) => {
          save.reset();
          setTerms(next);
        }}
      />
      {terms.channels.includes('email') && <NoAddress />}
      <ProblemNote error={save.error} />
      <Group gap="xs">
        <Button type="submit" size="xs" loading={save.isPending} disabled={!isComplete(terms)}>
          {t(followed === undefined ? 'record/follow/start' : 'record/follow/save')}
        </Button>
        {children}
        <Link to="/updates" className="link">
          {t('record/follow/all')}
        </Link>
        <Text size="sm" role="status">
          {save.isSuccess && followed !== undefined ? t('updates/settings/saved') : ''}
        </Text>
      </Group>
    </form>
  );
}

/** Mail that is asked for waits until there is an address for it. */
function NoAddress() {
  const { t } = useWords();
  const settings = useSettings();
  if (settings.data?.email !== null) return null;
  return <Text size="sm">{t('record/follow/noAddress')}</Text>;
}
