import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { SecondFactorSecret, Session } from '#contracts';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { CodeField } from './password-fields.js';
import { ProblemNote } from './problem-note.js';
import { QrCode } from './qr-code.js';
import { useStepUp, wasGivenUp } from './use-step-up.js';

/** The authenticator of the one who is signed in: on, off, or asked for by the role. */
export function SecondFactor({ session }: { readonly session: Session }) {
  const { t } = useWords();
  const { replace } = useSession();
  const stepUp = useStepUp();
  const start = useMutation({
    mutationFn: () => stepUp.act(() => api.send<SecondFactorSecret>('/me/second-factor')),
  });
  const remove = useMutation({
    mutationFn: () => stepUp.act(() => api.send<Session>('/me/second-factor', { method: 'DELETE' })),
    onSuccess: replace,
  });
  const isOn = session.secondFactor === 'on';
  const error = start.error ?? remove.error;
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor" className="heading">
        {t('account/factor/heading')}
      </h2>
      <Stack gap="md" align="flex-start">
        {session.secondFactor === 'required' ? (
          <Alert color="orange" variant="light" role="status">
            {t('account/factor/required')}
          </Alert>
        ) : (
          <Text size="sm">{t(isOn ? 'account/factor/on' : 'account/factor/off')}</Text>
        )}
        {!isOn && start.data === undefined && (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
            {t('account/factor/start')}
          </Button>
        )}
        {!isOn && start.data !== undefined && <Confirm secret={start.data} onCancel={start.reset} />}
        {isOn && (
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('account/factor/remove')}
          </Button>
        )}
        <ProblemNote error={wasGivenUp(error) ? null : error} />
      </Stack>
      {stepUp.dialog}
    </section>
  );
}

interface ConfirmProps {
  readonly secret: SecondFactorSecret;
  readonly onCancel: () => void;
}

function Confirm({ secret, onCancel }: ConfirmProps) {
  const { t } = useWords();
  const { replace } = useSession();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => api.send<Session>('/me/second-factor', { method: 'PUT', body: { code } }),
    onSuccess: async (session) => {
      onCancel();
      await replace(session);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="short-form">
      <Stack gap="md">
        <Text size="sm">{t('account/factor/scan')}</Text>
        <QrCode text={secret.address} label={t('account/factor/picture')} />
        <div>
          <Text size="sm" c="dimmed">
            {t('account/factor/secret')}
          </Text>
          <code className="secret">{secret.secret}</code>
        </div>
        <CodeField value={code} onChange={setCode} focused />
        <ProblemNote error={confirm.error} />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('account/factor/confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('account/factor/cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
