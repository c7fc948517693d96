import { Button, Group, Stack, Text } from '@mantine/core';
import type { PasswordLink, User } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { useSensitive } from './use-sensitive.js';
import type { EditProps } from './outcome.js';

type Act = 'disable' | 'enable' | 'reset-second-factor';
const SAID: Readonly<Record<Act, string>> = {
  disable: 'admin/edit/disabled',
  enable: 'admin/edit/enabled',
  'reset-second-factor': 'admin/edit/factorDone',
};

/** Lets somebody in, keeps somebody out, and helps where a password or an authenticator is lost. */
export function AccessActs({ user, onDone, isOwn }: EditProps & { readonly isOwn: boolean }) {
  const { t, language } = useWords();
  const { id, name } = user;
  const change = useSensitive(
    (act: Act) => api.send<User>(`/users/${id}/${act}`),
    (_user, act) => onDone({ said: t(SAID[act], { name }) }),
  );
  const link = useSensitive(
    () => api.send<PasswordLink>(`/users/${id}/password-link`),
    ({ address, expiresAt }) => {
      const when = formatRecordedAt(expiresAt, language);
      const hint = t('admin/add/invitationHint', { name, when });
      onDone({ once: { title: t('admin/edit/linkFor', { name }), hint, text: address } });
    },
  );
  const isOff = user.disabledAt !== null;
  return (
    <Stack gap="sm">
      <h3 className="small-heading">{t('admin/edit/access')}</h3>
      <Group gap="sm">
        {user.email !== null && user.signInBy !== 'openId' && (
          <Button size="xs" variant="default" loading={link.isPending} onClick={() => link.run(undefined)}>
            {t('admin/edit/link')}
          </Button>
        )}
        {user.secondFactor && (
          <Button size="xs" variant="default" onClick={() => change.run('reset-second-factor')}>
            {t('admin/edit/factor')}
          </Button>
        )}
        {!isOwn && (
          <Button
            size="xs"
            {...(isOff ? { variant: 'default' } : { color: 'red' })}
            loading={change.isPending}
            onClick={() => change.run(isOff ? 'enable' : 'disable')}
          >
            {t(isOff ? 'admin/edit/enable' : 'admin/edit/disable')}
          </Button>
        )}
      </Group>
      {!isOwn && !isOff && (
        <Text size="sm" c="dimmed">
          {t('admin/edit/disableHint')}
        </Text>
      )}
      <ProblemNote error={change.error ?? link.error} />
      {change.dialog}
      {link.dialog}
    </Stack>
  );
}
