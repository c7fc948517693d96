import { Alert, Button, Checkbox, Group, Paper, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import type {
  ChannelName,
  EventClass,
  Follow as Followed,
  FollowList,
  FollowRequest,
  RecordDetail,
} from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { mayOpen } from '../app/pages.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';

const CHANNELS: readonly ChannelName[] = ['in-app', 'email'];
const CLASSES: readonly EventClass[] = ['stage', 'plan', 'money', 'correction', 'end'];
const FOLLOWS = ['follows'];

/** Follows the record: on which channels, and of which news one is told. */
export function Follow({ record }: { record: RecordDetail }) {
  const { t } = useWords();
  const { session, role } = useSession();
  const { pathname, searchStr } = useLocation();
  const may = mayOpen('updates', role);
  const follows = useQuery({
    queryKey: FOLLOWS,
    queryFn: ({ signal }) => api.read<FollowList>('/me/follows', { signal }),
    enabled: may,
  });
  const key = `${record.aggregate}-${record.id}`;
  return (
    <Paper withBorder className="panel">
      {session !== undefined && session.user === null && (
        <Text size="sm">
          {t('record/follow/signInNote')}{' '}
          <Link to="/sign-in" search={{ returnTo: `${pathname}${searchStr}` }} className="link">
            {t('record/follow/signIn')}
          </Link>
        </Text>
      )}
      {session?.user != null && !may && <Text size="sm">{t('record/follow/notYourRole')}</Text>}
      {may && follows.isPending && <Loading />}
      {follows.isError && <Failed error={follows.error} onRetry={() => void follows.refetch()} />}
      {follows.data !== undefined && (
        <FollowForm
          scope={{ kind: 'record', key }}
          followed={follows.data.items.find(({ scope }) => scope.kind === 'record' && scope.key === key)}
        />
      )}
    </Paper>
  );
}

interface FormProps {
  readonly scope: FollowRequest['scope'];
  readonly followed: Followed | undefined;
}

function FollowForm({ scope, followed }: FormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [channels, setChannels] = useState<readonly string[]>(followed?.channels ?? CHANNELS);
  const [classes, setClasses] = useState<readonly string[]>(followed?.eventClasses ?? CLASSES);
  const settled = () => client.invalidateQueries({ queryKey: FOLLOWS });
  const save = useMutation({
    mutationFn: () =>
      api.send<Followed>('/me/follows', {
        body: { scope, channels, eventClasses: classes.length === CLASSES.length ? null : classes },
      }),
    onSuccess: settled,
  });
  const stop = useMutation({
    mutationFn: (id: string) => api.send(`/me/follows/${id}`, { method: 'DELETE' }),
    onSuccess: settled,
  });
  const error = save.error ?? stop.error;
  const isEmpty = channels.length === 0 || classes.length === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) save.mutate();
      }}
    >
      <Text size="sm" fw={600} role="status">
        {t(followed === undefined ? 'record/follow/not' : 'record/follow/following')}
      </Text>
      <Choice name="channels" options={CHANNELS} chosen={channels} onChange={setChannels} />
      <Choice name="classes" options={CLASSES} chosen={classes} onChange={setClasses} />
      {isEmpty && (
        <Text size="sm" role="alert">
          {t('record/follow/chooseOne')}
        </Text>
      )}
      {error !== null && (
        <Alert color="red" variant="light" role="alert" my="xs">
          {error instanceof ApiProblem ? error.problem.detail : t('state/connection')}
        </Alert>
      )}
      <Group gap="xs" mt="sm">
        <Button type="submit" size="xs" loading={save.isPending} disabled={isEmpty}>
          {t(followed === undefined ? 'record/follow/start' : 'record/follow/save')}
        </Button>
        {followed !== undefined && (
          <Button
            size="xs"
            variant="default"
            loading={stop.isPending}
            onClick={() => stop.mutate(followed.id)}
          >
            {t('record/follow/stop')}
          </Button>
        )}
        <Link to="/updates" className="link">
          {t('record/follow/all')}
        </Link>
      </Group>
    </form>
  );
}

interface ChoiceProps {
  readonly name: 'channels' | 'classes';
  readonly options: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Choice({ name, options, chosen, onChange }: ChoiceProps) {
  const { t } = useWords();
  return (
    <Checkbox.Group
      mt="xs"
      label={t(`record/follow/${name}`)}
      value={[...chosen]}
      onChange={(values) => onChange(values)}
    >
      <Group gap="md" mt={4}>
        {options.map((option) => (
          <Checkbox key={option} value={option} label={t(`record/follow/${option}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
