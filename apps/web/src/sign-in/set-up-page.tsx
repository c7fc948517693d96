import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Session } from '#contracts';
import { NewPasswordField } from '../account/password-fields.js';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { IncompleteLink } from './incomplete-link.js';
import { NarrowPage } from './narrow-page.js';
import { useSubmit } from './use-submit.js';
import { useToken } from './use-token.js';

/** Makes the first administrator, by the link that was printed when the product was started. */
export function SetUpPage() {
  const { t } = useWords();
  const { session } = useSession();
  const token = useToken(useSearch({ from: '/setup' }).token, '/setup');
  return (
    <NarrowPage title={t('signIn/setUp/title')}>
      {session?.setUpNeeded === false ? (
        <>
          <Text>{t('signIn/setUp/done')}</Text>
          <Link to="/sign-in" className="link">
            {t('signIn/toSignIn')}
          </Link>
        </>
      ) : token === undefined ? (
        <IncompleteLink of="setUp" />
      ) : (
        <SetUpForm token={token} />
      )}
    </NarrowPage>
  );
}

function SetUpForm({ token }: { readonly token: string }) {
  const { t } = useWords();
  const { replace } = useSession();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const setUp = useMutation({
    mutationFn: () => api.send<Session>('/setup', { body: { token, name: name.trim(), email, password } }),
    onSuccess: async (session) => {
      await replace(session);
      await navigate({ to: '/admin' });
    },
  });
  const submit = useSubmit(setUp);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('signIn/setUp/intro')}</Text>
        <TextInput
          name="name"
          label={t('signIn/name')}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          name="email"
          type="email"
          label={t('signIn/email')}
          autoComplete="username"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPasswordField value={password} onChange={setPassword} error={setUp.error} />
        <ProblemNote error={setUp.error} />
        <Button type="submit" loading={setUp.isPending}>
          {t('signIn/setUp/submit')}
        </Button>
      </Stack>
    </form>
  );
}
