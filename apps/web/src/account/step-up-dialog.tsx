import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Session } from '#contracts';
import { api } from '../app/api.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { CodeField, PasswordField } from './password-fields.js';
import { ProblemNote } from './problem-note.js';

interface StepUpDialogProps {
  readonly onProven: () => void;
  readonly onGivenUp: () => void;
}

/** Asks once more who it is. */
export function StepUpDialog({ onProven, onGivenUp }: StepUpDialogProps) {
  const { t } = useWords();
  const { session } = useSession();
  return (
    <Modal
      opened
      centered
      title={t('account/stepUp/title')}
      onClose={onGivenUp}
      closeButtonProps={{ 'aria-label': t('account/stepUp/cancel') }}
    >
      {session?.hasPassword === false ? (
        <AtProvider name={session.signInBy.openId ?? ''} onGivenUp={onGivenUp} />
      ) : (
        <ByPassword onProven={onProven} onGivenUp={onGivenUp} />
      )}
    </Modal>
  );
}

function ByPassword({ onProven, onGivenUp }: StepUpDialogProps) {
  const { t } = useWords();
  const { session, take } = useSession();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const asksCode = session?.secondFactor === 'on';
  const proof = useMutation({
    mutationFn: () =>
      api.send<Session>('/session/step-up', { body: asksCode ? { password, code } : { password } }),
    onSuccess: (next) => {
      take(next);
      onProven();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proof.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('account/stepUp/why')}</Text>
        <PasswordField
          {...{ name: 'proof', label: t('signIn/password'), value: password, onChange: setPassword }}
          focused
        />
        {asksCode && <CodeField value={code} onChange={setCode} />}
        <ProblemNote
          error={proof.error}
          wrongProof={t(asksCode ? 'account/stepUp/wrongWithCode' : 'account/stepUp/wrong')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onGivenUp}>
            {t('account/stepUp/cancel')}
          </Button>
          <Button type="submit" loading={proof.isPending}>
            {t('account/stepUp/submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AtProvider({ name, onGivenUp }: { readonly name: string; readonly onGivenUp: () => void }) {
  const { t } = useWords();
  const { pathname, searchStr } = useLocation();
  const address = api.address('/session/openid', { stepUp: 'true', returnTo: `${pathname}${searchStr}` });
  return (
    <Stack gap="md">
      <Text size="sm">{t('account/stepUp/why')}</Text>
      <Text size="sm">{t('account/stepUp/byProviderHint')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onGivenUp}>
          {t('account/stepUp/cancel')}
        </Button>
        <Button component="a" href={address}>
          {t('account/stepUp/byProvider', { name })}
        </Button>
      </Group>
    </Stack>
  );
}
