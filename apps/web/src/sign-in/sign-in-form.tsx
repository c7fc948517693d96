import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '#contracts';
import { CodeField, PasswordField } from '../account/password-fields.js';
import { ProblemNote } from '../account/problem-note.js';
import { hasCode } from '../account/problem-text.js';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { useSubmit } from './use-submit.js';

/** E-mail address and password, and the six digits where the account asks for them. */
export function SignInForm() {
  const { t } = useWords();
  const { replace } = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      api.send<Session>('/session', { body: asksCode ? { email, password, code } : { email, password } }),
    onSuccess: replace,
    onError: (error) => {
      if (hasCode(error, 'SECOND_FACTOR_REQUIRED')) setAsksCode(true);
    },
  });
  const submit = useSubmit(signIn);
  const onlyCodeIsMissing = hasCode(signIn.error, 'SECOND_FACTOR_REQUIRED');
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
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
        <PasswordField
          {...{ name: 'password', label: t('signIn/password'), value: password, onChange: setPassword }}
        />
        {asksCode && (
          <>
            <Text size="sm" role="status">
              {t('signIn/codeAsked')}
            </Text>
            <CodeField value={code} onChange={setCode} focused />
          </>
        )}
        <ProblemNote error={onlyCodeIsMissing ? null : signIn.error} />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn/submit')}
        </Button>
      </Stack>
    </form>
  );
}
