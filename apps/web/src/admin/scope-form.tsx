import { Button, Group, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import type { Scope, User } from '#contracts';
import { scopeText } from '../account/account-page.js';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { RecordSearch } from '../search/record-search.js';
import { ScopeName } from './scope-text.js';
import { useSensitive } from './use-sensitive.js';
import type { EditProps } from './outcome.js';

/** Records that somebody's rights are limited to, found by a search. */
export function ScopeForm({ user, onDone }: EditProps) {
  const { t } = useWords();
  const headingId = useId();
  const [scope, setScope] = useState<NonNullable<Scope>>(user.scope ?? []);
  const change = useSensitive(
    (next: Scope) => api.send<User>(`/users/${user.id}/scope`, { method: 'PUT', body: { scope: next } }),
    ({ name }) => onDone({ said: t('admin/edit/scopeDone', { name }) }),
  );
  const isSame = JSON.stringify(scope) === JSON.stringify(user.scope ?? []);
  return (
    <div role="group" aria-labelledby={headingId}>
      <Text id={headingId} fw={600} size="sm" mb="xs">
        {scope.length === 0 ? `${t('admin/users/scope')}: ${scopeText(user, t)}` : t('admin/edit/scopeNow')}
      </Text>
      <Stack gap="sm" align="stretch">
        <ul className="scope">
          {scope.map((entry) => (
            <li key={entry.id}>
              <ScopeName entry={entry} />{' '}
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('admin/edit/scopeRemove', { record: `${t(`kind/${entry.kind}`)} ${entry.id}` })}
                onClick={() => setScope(scope.filter(({ id }) => id !== entry.id))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
        <RecordSearch
          label={t('admin/edit/scopeAdd')}
          onChoose={({ aggregate: kind, id }) =>
            setScope([...scope.filter((entry) => entry.id !== id), { kind, id }])
          }
        />
        <Text size="sm" c="dimmed">
          {t('admin/edit/scopeHint')}
        </Text>
        <ProblemNote error={change.error} />
        <Group gap="sm">
          <Button
            size="xs"
            disabled={isSame || scope.length === 0}
            loading={change.isPending}
            onClick={() => change.run(scope)}
          >
            {t('admin/edit/scopeSave')}
          </Button>
          {user.scope !== null && (
            <Button size="xs" variant="default" onClick={() => change.run(null)}>
              {t('admin/edit/scopeClear')}
            </Button>
          )}
        </Group>
      </Stack>
      {change.dialog}
    </div>
  );
}
