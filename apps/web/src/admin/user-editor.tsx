import { Stack, Text } from '@mantine/core';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { AccessActs } from './access-acts.js';
import { RoleForm } from './role-form.js';
import { ScopeForm } from './scope-form.js';
import type { EditProps } from './outcome.js';

/** What can be changed of somebody. */
export function UserEditor({ user, onDone }: EditProps) {
  const { t } = useWords();
  const { session } = useSession();
  const isOwn = session?.user?.id === user.id;
  return (
    <Stack gap="lg" className="panel">
      {isOwn ? (
        <Text size="sm">{t('admin/edit/own')}</Text>
      ) : (
        <>
          <RoleForm key={user.role} {...{ user, onDone }} />
          <ScopeForm key={JSON.stringify(user.scope)} {...{ user, onDone }} />
        </>
      )}
      <AccessActs {...{ user, onDone, isOwn }} />
    </Stack>
  );
}
