import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { AddUser } from './add-user.js';
import { OnceShown } from './once-shown.js';
import type { Outcome } from './outcome.js';
import { useIdentitiesChanged, useUsers } from './use-identities.js';
import { UserRow } from './user-row.js';

const COLUMNS = ['name', 'email', 'role', 'scope', 'factor', 'lastSignIn', 'state'] as const;

/** People and programs: an administrator changes them, an auditor reads. */
export function Users() {
  const { t } = useWords();
  const { role } = useSession();
  const users = useUsers();
  const reread = useIdentitiesChanged();
  const [isAdding, setAdding] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const mayChange = role === 'admin';
  const done = (next: Outcome) => {
    setOutcome(next);
    setAdding(false);
    reread();
  };
  return (
    <section aria-labelledby="users">
      <h2 id="users" className="heading">
        {t('admin/users/heading')}
      </h2>
      <Stack gap="md" align="stretch">
        {mayChange && !isAdding && (
          <Button className="own-width" onClick={() => setAdding(true)}>
            {t('admin/add/open')}
          </Button>
        )}
        {isAdding && <AddUser onDone={done} onCancel={() => setAdding(false)} />}
        <Text size="sm" role="status">
          {outcome.said ?? ''}
        </Text>
        {outcome.once !== undefined && <OnceShown {...outcome.once} onClose={() => setOutcome({})} />}
        {users.isPending && <Loading />}
        {users.isError && users.data === undefined && (
          <Failed error={users.error} onRetry={() => void users.refetch()} />
        )}
        {users.data !== undefined && (
          <div
            className="wide"
            role="region"
            aria-label={t('admin/table', { of: t('admin/users/heading') })}
            tabIndex={0}
          >
            <table className="records identities">
              <thead>
                <tr>
                  {COLUMNS.map((column) => (
                    <th key={column} scope="col">
                      {t(`admin/users/${column}`)}
                    </th>
                  ))}
                  {mayChange && <th scope="col">{t('admin/users/actions')}</th>}
                </tr>
              </thead>
              <tbody>
                {users.data.items.map((user) => (
                  <UserRow key={user.id} {...{ user, mayChange }} onDone={done} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Stack>
    </section>
  );
}
