import { Button, NativeSelect, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { AccountRole, User } from '#contracts';
import { useProblemText } from '../account/problem-text.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { useRoleChoices } from './role-choices.js';
import { useSensitive } from './use-sensitive.js';
import type { EditProps } from './outcome.js';

/** Another role for somebody; why it cannot be stands at the choice. */
export function RoleForm({ user, onDone }: EditProps) {
  const { t } = useWords();
  const roles = useRoleChoices();
  const textOf = useProblemText();
  const [role, setRole] = useState<AccountRole>(user.role);
  const change = useSensitive(
    () => api.send<User>(`/users/${user.id}/role`, { method: 'PUT', body: { role } }),
    ({ name }) => onDone({ said: t('admin/edit/roleDone', { name }) }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.run(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="flex-start">
        <NativeSelect
          label={t('admin/users/role')}
          description={t('admin/edit/roleHint')}
          error={change.error === null ? undefined : textOf(change.error)}
          data={roles}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as AccountRole)}
        />
        <Button type="submit" size="xs" disabled={role === user.role} loading={change.isPending}>
          {t('admin/edit/roleSave')}
        </Button>
      </Stack>
      {change.dialog}
    </form>
  );
}
