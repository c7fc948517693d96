import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { AccountRole, NewUserAnswer } from '#contracts';
import { fieldErrorOf, hasCode, useProblemText } from '../account/problem-text.js';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { useRoleChoices } from './role-choices.js';
import { useSensitive } from './use-sensitive.js';
import type { Outcome } from './outcome.js';

interface AddUserProps {
  readonly onDone: (outcome: Outcome) => void;
  readonly onCancel: () => void;
}

/** A new person, who gets an invitation, or a new program. */
export function AddUser({ onDone, onCancel }: AddUserProps) {
  const { t, language } = useWords();
  const roles = useRoleChoices();
  const textOf = useProblemText();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<AccountRole>('staff');
  const address = email.trim();
  const outcomeOf = (added: string, invitation: NewUserAnswer['invitation']): Outcome => ({
    said: t('admin/add/done', { name: added }),
    ...(invitation !== null && {
      once: {
        title: t('admin/add/invitation', { name: added }),
        hint: t('admin/add/invitationHint', {
          name: added,
          when: formatRecordedAt(invitation.expiresAt, language),
        }),
        text: invitation.address,
      },
    }),
  });
  const add = useSensitive(
    () =>
      api.send<NewUserAnswer>('/users', {
        body: { name: name.trim(), role, ...(address === '' ? {} : { email: address }) },
      }),
    ({ user, invitation }) => onDone(outcomeOf(user.name, invitation)),
  );
  const isOfEmail = hasCode(add.error, 'EMAIL_TAKEN') || fieldErrorOf(add.error, '/email') !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.run(undefined);
  };
  return (
    <Paper withBorder className="panel">
      <form onSubmit={submit}>
        <Stack gap="md">
          <h3 className="small-heading">{t('admin/add/heading')}</h3>
          <TextInput
            name="name"
            label={t('admin/users/name')}
            required
            withAsterisk={false}
            autoFocus
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            name="email"
            type="email"
            label={t('admin/users/email')}
            description={t('admin/add/emailHint')}
            error={isOfEmail ? textOf(add.error) : undefined}
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            name="role"
            label={t('admin/users/role')}
            data={roles}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value as AccountRole)}
          />
          <ProblemNote error={isOfEmail ? null : add.error} />
          <Group gap="sm">
            <Button type="submit" loading={add.isPending}>
              {t('admin/add/submit')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('admin/cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
      {add.dialog}
    </Paper>
  );
}
