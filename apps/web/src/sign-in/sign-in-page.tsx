import { Alert, Button, Text } from '@mantine/core';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, basePath } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { NarrowPage } from './narrow-page.js';
import { safeReturnTo } from './return-to.js';
import { SignInForm } from './sign-in-form.js';

/** Who is signed in already goes on to where they wanted to be. */
export function SignInPage() {
  const { t } = useWords();
  const { returnTo, failed } = useSearch({ from: '/sign-in' });
  const { session, error, refresh } = useSession();
  const { history } = useRouter();
  const target = safeReturnTo(returnTo);
  const signedIn = session !== undefined && session.user !== null;
  useEffect(() => {
    if (signedIn) history.replace(`${basePath.slice(0, -1)}${target}`);
  }, [signedIn, target, history]);
  if (session === undefined && error !== null) return <Failed error={error} onRetry={() => void refresh()} />;
  if (session === undefined || signedIn) return <Loading />;
  const { password, openId } = session.signInBy;
  return (
    <NarrowPage title={t('signIn/title')}>
      {failed !== undefined && (
        <Alert color="red" variant="light" role="alert" title={t('signIn/failed/heading')}>
          {t('signIn/failed/other', { code: failed })}
        </Alert>
      )}
      {openId !== null && (
        <Button
          component="a"
          href={api.address('/session/openid', { returnTo: target })}
          variant={password ? 'default' : 'filled'}
        >
          {t('signIn/by', { name: openId })}
        </Button>
      )}
      {openId !== null && password && <p className="or">{t('signIn/or')}</p>}
      {password ? <SignInForm /> : <Text size="sm">{t('signIn/notByPassword')}</Text>}
      <Text size="sm" c="dimmed">
        {password && `${t('signIn/forgotten')} `}
        {t('signIn/publicHint')}
      </Text>
    </NarrowPage>
  );
}
