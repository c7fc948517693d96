import './account.css';
import { Stack, Text, Title } from '@mantine/core';
import type { Session } from '#contracts';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { OwnPassword } from './own-password.js';
import { OwnSessions } from './own-sessions.js';
import { SecondFactor } from './second-factor.js';

/** Who one is here, how one proves it, and where one is signed in. */
export function AccountPage() {
  const { t } = useWords();
  const { session } = useSession();
  if (session?.user == null) return null;
  const mustSetUp = session.secondFactor === 'required';
  return (
    <Stack gap="xl">
      <title>{`${t('account/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('account/title')}
      </Title>
      {mustSetUp && <SecondFactor session={session} />}
      <Who session={session} user={session.user} />
      {!mustSetUp && (
        <>
          <OwnPassword session={session} />
          {session.hasPassword && <SecondFactor session={session} />}
          <OwnSessions />
        </>
      )}
    </Stack>
  );
}

interface WhoProps {
  readonly session: Session;
  readonly user: NonNullable<Session['user']>;
}

function Who({ session, user }: WhoProps) {
  const { t, language } = useWords();
  const { expiresAt, idleSeconds } = session;
  return (
    <section aria-labelledby="who">
      <h2 id="who" className="heading">
        {t('account/who')}
      </h2>
      <dl className="own-facts">
        <dt>{t('account/name')}</dt>
        <dd>{user.name}</dd>
        <dt>{t('account/email')}</dt>
        <dd>{user.email ?? t('account/noEmail')}</dd>
        <dt>{t('account/role')}</dt>
        <dd>{t(`account/roles/${user.role}`)}</dd>
        <dt>{t('account/scope')}</dt>
        <dd>{scopeText(user, t)}</dd>
      </dl>
      {expiresAt !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('account/signedUntil', { when: formatRecordedAt(expiresAt, language) })}{' '}
          {idleSeconds !== null && t('account/idle', { count: Math.round(idleSeconds / 60) })}
        </Text>
      )}
    </section>
  );
}

/** How far somebody's rights reach, in words. */
export function scopeText(
  { scope, role }: Pick<WhoProps['user'], 'scope' | 'role'>,
  t: ReturnType<typeof useWords>['t'],
): string {
  if (scope !== null) return t('account/scopeSome', { count: scope.length });
  return t(role === 'stakeholder' ? 'account/scopeNone' : 'account/scopeAll');
}
