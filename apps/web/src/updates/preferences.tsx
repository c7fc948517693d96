import { Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PreferenceList, PreferenceRequest, PreferenceScope } from '#contracts';
import { ProblemNote } from '../account/problem-note.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { CLASSES } from './follow-choices.js';
import { PreferenceRow } from './preference-row.js';

const PREFERENCES = ['preferences'];
const ALWAYS_SHOWN: readonly PreferenceScope[] = [
  { kind: 'all' },
  ...CLASSES.map((key) => ({ kind: 'event-class', key }) as const),
];

/** What holds for all that one follows: by kind of news, and for records that were turned on or off. */
export function Preferences() {
  const { t } = useWords();
  const queries = useQueryClient();
  const preferences = useQuery({
    queryKey: PREFERENCES,
    queryFn: ({ signal }) => api.read<PreferenceList>('/me/preferences', { signal }),
  });
  const set = useMutation({
    mutationFn: (body: PreferenceRequest) =>
      api.send<PreferenceList>('/me/preferences', { method: 'PUT', body }),
    onSuccess: (next) => queries.setQueryData(PREFERENCES, next),
  });
  const known = preferences.data?.items ?? [];
  const records = new Map(
    known.flatMap(({ scope }) => (scope.kind === 'record' ? [[scope.key, scope] as const] : [])),
  );
  return (
    <section aria-labelledby="preferences" className="update-form">
      <Title order={3} size="h4" id="preferences" mt="lg">
        {t('updates/preferences/title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('updates/preferences/note')}
      </Text>
      {preferences.isPending && <Loading />}
      {preferences.isError && <Failed error={preferences.error} onRetry={() => void preferences.refetch()} />}
      {preferences.data !== undefined &&
        [...ALWAYS_SHOWN, ...records.values()].map((scope) => (
          <PreferenceRow
            key={keyOf(scope)}
            scope={scope}
            levels={known.filter((one) => keyOf(one.scope) === keyOf(scope))}
            onChange={set.mutate}
          />
        ))}
      <ProblemNote error={set.error} />
      <span role="status">{set.isSuccess ? t('updates/settings/saved') : ''}</span>
    </section>
  );
}

const keyOf = (scope: PreferenceScope): string =>
  scope.kind === 'all' ? scope.kind : `${scope.kind}:${scope.key}`;
