import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Session } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { NewPasswordField, PasswordField } from './password-fields.js';
import { ProblemNote } from './problem-note.js';

/** Changes the password of the one who is signed in. */
export function OwnPassword({ session }: { readonly session: Session }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="own-password">
      <h2 id="own-password" className="heading">
        {t('account/password/heading')}
      </h2>
      {session.hasPassword ? (
        <PasswordChangeForm />
      ) : (
        <Text size="sm">{t('account/password/byProvider', { name: session.signInBy.openId ?? '' })}</Text>
      )}
    </section>
  );
}

function PasswordChangeForm() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => api.send<undefined>('/me/password', { method: 'PUT', body: { current, password } }),
    onSuccess: async () => {
      setCurrent('');
      setPassword('');
      await queries.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit} className="short-form">
      <Stack gap="md" align="stretch">
        <PasswordField
          {...{ name: 'current', label: t('account/password/current'), value: current, onChange: setCurrent }}
        />
        <NewPasswordField value={password} onChange={setPassword} error={change.error} />
        <ProblemNote error={change.error} wrongProof={t('account/password/wrong')} />
        <div role="status">{change.isSuccess && <Text size="sm">{t('account/password/changed')}</Text>}</div>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('account/password/change')}
        </Button>
      </Stack>
    </form>
  );
}
