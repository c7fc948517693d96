import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { NewPasswordField } from '../account/password-fields.js';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { IncompleteLink } from './incomplete-link.js';
import { NarrowPage } from './narrow-page.js';
import { useSubmit } from './use-submit.js';
import { useToken } from './use-token.js';

/** A password chosen by a link that an administrator made. */
export function PasswordPage() {
  const { t } = useWords();
  const token = useToken(useSearch({ from: '/password' }).token, '/password');
  return (
    <NarrowPage title={t('signIn/reset/title')}>
      {token === undefined ? <IncompleteLink of="reset" /> : <PasswordForm token={token} />}
    </NarrowPage>
  );
}

function PasswordForm({ token }: { readonly token: string }) {
  const { t } = useWords();
  const { refresh } = useSession();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => api.send<undefined>('/password-reset', { body: { token, password } }),
    onSuccess: refresh,
  });
  const submit = useSubmit(reset);
  if (reset.isSuccess) {
    return (
      <Alert color="teal" variant="light" role="status" title={t('signIn/reset/done')}>
        {t('signIn/reset/doneHint')}{' '}
        <Link to="/sign-in" className="link">
          {t('signIn/toSignIn')}
        </Link>
      </Alert>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('signIn/reset/intro')}</Text>
        <NewPasswordField value={password} onChange={setPassword} error={reset.error} />
        <ProblemNote error={reset.error} />
        <Button type="submit" loading={reset.isPending}>
          {t('signIn/reset/submit')}
        </Button>
      </Stack>
    </form>
  );
}
