import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Grant, NewApiKeyAnswer } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { KEY_GRANTS } from './codes.js';
import { useUsers } from './use-identities.js';
import { useSensitive } from './use-sensitive.js';
import type { Outcome } from './outcome.js';

interface IssueKeyProps {
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel: () => void;
}

/** A new key for somebody, narrower than its owner where that is enough. */
export function IssueKey({ onDone, onCancel }: IssueKeyProps) {
  const { t } = useWords();
  const users = useUsers();
  const [userId, setUserId] = useState('');
  const [label, setLabel] = useState('');
  const [grants, setGrants] = useState<string[]>([]);
  const [days, setDays] = useState('90');
  const issue = useSensitive(
    () => {
      const chosen: readonly Grant[] = KEY_GRANTS.filter((grant) => grants.includes(grant));
      const body = { userId, label: label.trim(), days: Number(days) };
      return api.send<NewApiKeyAnswer>('/api-keys', {
        body: { ...body, grants: chosen.length === 0 ? null : chosen },
      });
    },
    ({ key, apiKey }) =>
      onDone({
        once: {
          title: t('admin/keys/shown', { label: apiKey.label }),
          hint: t('admin/keys/shownHint'),
          text: key,
        },
      }),
  );
  const owners = (users.data?.items ?? [])
    .filter(({ disabledAt }) => disabledAt === null)
    .map(({ id, name, role }) => ({ value: id, label: `${name} (${t(`account/roles/${role}`)})` }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issue.run(undefined);
  };
  return (
    <Paper withBorder className="panel">
      <form onSubmit={submit}>
        <Stack gap="md">
          <h3 className="small-heading">{t('admin/keys/open')}</h3>
          <NativeSelect
            label={t('admin/keys/owner')}
            required
            withAsterisk={false}
            autoFocus
            data={[{ value: '', label: t('admin/keys/choose') }, ...owners]}
            value={userId}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
          <TextInput
            label={t('admin/keys/label')}
            description={t('admin/keys/labelHint')}
            required
            withAsterisk={false}
            maxLength={200}
            autoComplete="off"
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('admin/keys/grants')}
            description={t('admin/keys/grantsHint')}
            value={grants}
            onChange={setGrants}
          >
            <Group gap="md" mt="xs">
              {KEY_GRANTS.map((grant) => (
                <Checkbox key={grant} value={grant} label={t(`admin/keys/grant/${grant}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput
            type="number"
            label={t('admin/keys/days')}
            required
            withAsterisk={false}
            min={1}
            max={366}
            maw="10rem"
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
          <ProblemNote error={issue.error} />
          <Group gap="sm">
            <Button type="submit" loading={issue.isPending}>
              {t('admin/keys/submit')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('admin/cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
      {issue.dialog}
    </Paper>
  );
}
