import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { TableFrame } from '../ui/table-frame.js';
import { AddUser } from './add-user.js';
import { LOOK } from './look.js';
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
  const columns = mayChange ? [...COLUMNS, 'actions'] : COLUMNS;
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
          <TableFrame
            label={t('admin/table', { of: t('admin/users/heading') })}
            look={LOOK}
            heads={columns.map((column) => ({ name: t(`admin/users/${column}`) }))}
          >
            {users.data.items.map((user) => (
              <UserRow key={user.id} {...{ user, mayChange }} onDone={done} />
            ))}
          </TableFrame>
        )}
      </Stack>
    </section>
  );
}
