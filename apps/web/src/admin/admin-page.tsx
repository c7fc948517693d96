import './admin.css';
import { Stack, Text, Title } from '@mantine/core';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Deliveries } from './deliveries.js';
import { Health } from './health.js';
import { Keys } from './keys.js';
import { Users } from './users.js';

/** Who may come in and with what, what has not been delivered, and how the product is: as far as the role goes. */
export function AdminPage() {
  const { t } = useWords();
  const { role } = useSession();
  const readsUsers = role === 'admin' || role === 'auditor';
  return (
    <Stack gap="xl">
      <title>{`${t('admin/title')} · ${t('app/name')}`}</title>
      <div>
        <Title order={1} size="h2">
          {t('admin/title')}
        </Title>
        <Text c="dimmed">
          {role === 'auditor' && `${t('admin/readOnly')} `}
          {t('admin/times')}
        </Text>
      </div>
      {readsUsers && <Users />}
      {readsUsers && <Keys />}
      {role === 'operator' && <Deliveries />}
      <Health />
    </Stack>
  );
}
