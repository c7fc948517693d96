import { Button, Checkbox, Group, NativeSelect, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { NoticeSettings } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { LANGUAGES } from '../i18n/index.js';
import { Failed, Loading } from '../ui/states.js';
import { MailHours } from './mail-hours.js';
import { Preferences } from './preferences.js';
import { SETTINGS, useSettings } from './use-settings.js';

/** Where and how one is told. */
export function Settings() {
  const { t } = useWords();
  const settings = useSettings();
  return (
    <section aria-labelledby="settings">
      <Title order={2} size="h3" id="settings" mb="xs">
        {t('updates/settings/title')}
      </Title>
      {settings.isPending && <Loading />}
      {settings.isError && <Failed error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data !== undefined && <SettingsForm saved={settings.data} />}
      <Preferences />
    </section>
  );
}

function SettingsForm({ saved }: { readonly saved: NoticeSettings }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [given, setGiven] = useState(saved);
  const save = useMutation({
    mutationFn: () => api.send<NoticeSettings>('/me/notification-settings', { method: 'PUT', body: given }),
    onSuccess: (next) => queries.setQueryData(SETTINGS, next),
  });
  const faultAt = (pointer: string) =>
    save.error instanceof ApiProblem
      ? save.error.problem.errors?.find((error) => error.pointer === pointer)?.message
      : undefined;
  const change = (part: Partial<NoticeSettings>) => {
    save.reset();
    setGiven({ ...given, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="update-form" onSubmit={submit} noValidate>
      <TextInput
        type="email"
        autoComplete="email"
        label={t('updates/settings/email')}
        description={t('updates/settings/emailHint')}
        value={given.email ?? ''}
        error={faultAt('/email')}
        onChange={({ currentTarget: { value } }) => change({ email: value === '' ? null : value })}
      />
      <NativeSelect
        label={t('language/label')}
        value={given.locale}
        data={LANGUAGES.map((value) => ({ value, label: t(`languages/${value}`) }))}
        onChange={(event) => change({ locale: event.currentTarget.value as NoticeSettings['locale'] })}
      />
      <NativeSelect
        label={t('updates/settings/timeZone')}
        value={given.timeZone}
        error={faultAt('/timeZone')}
        data={[...new Set([given.timeZone, ...Intl.supportedValuesOf('timeZone')])]}
        onChange={(event) => change({ timeZone: event.currentTarget.value })}
      />
      <MailHours hours={given} faultAt={faultAt} onChange={change} />
      <Checkbox
        label={t('updates/settings/ownActs')}
        checked={given.notifyOwnActs}
        onChange={(event) => change({ notifyOwnActs: event.currentTarget.checked })}
      />
      <ProblemNote error={save.error} />
      <Group>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('record/follow/save')}
        </Button>
        <span role="status">{save.isSuccess ? t('updates/settings/saved') : ''}</span>
      </Group>
    </form>
  );
}
