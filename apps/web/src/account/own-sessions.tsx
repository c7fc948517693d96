import { Badge, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SessionList } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';
import { browserName } from './browser-name.js';
import { ProblemNote } from './problem-note.js';

const KEY = ['own-sessions'];

/** Where one is signed in; each session can be ended from any other. */
export function OwnSessions() {
  const { t } = useWords();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.read<SessionList>('/me/sessions', { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string | null) =>
      api.send<undefined>(id === null ? '/me/sessions' : `/me/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const others = sessions.data?.items.filter(({ current }) => !current).length ?? 0;
  return (
    <section aria-labelledby="own-sessions">
      <h2 id="own-sessions" className="heading">
        {t('account/sessions/heading')}
      </h2>
      <Stack gap="sm" align="flex-start">
        {sessions.isPending && <Loading />}
        {sessions.isError && <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {sessions.data !== undefined && (
          <Sessions items={sessions.data.items} onEnd={(id) => end.mutate(id)} />
        )}
        {sessions.data !== undefined && others === 0 && (
          <Text size="sm" c="dimmed">
            {t('account/sessions/only')}
          </Text>
        )}
        {others > 1 && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate(null)}>
            {t('account/sessions/endOthers')}
          </Button>
        )}
        <ProblemNote error={end.error} />
        <div role="status">
          {end.isSuccess && (
            <Text size="sm">
              {t(end.variables === null ? 'account/sessions/othersEnded' : 'account/sessions/ended')}
            </Text>
          )}
        </div>
      </Stack>
    </section>
  );
}

interface SessionsProps {
  readonly items: SessionList['items'];
  readonly onEnd: (id: string) => void;
}

function Sessions({ items, onEnd }: SessionsProps) {
  const { t, language } = useWords();
  return (
    <table className="records">
      <thead>
        <tr>
          <th scope="col">{t('account/sessions/browser')}</th>
          <th scope="col">{t('account/sessions/address')}</th>
          <th scope="col">{t('account/sessions/started')}</th>
          <th scope="col">{t('account/sessions/seen')}</th>
          <th scope="col">{t('account/sessions/end')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const browser = browserName(item.browser) ?? t('account/sessions/unknownBrowser');
          const when = formatRecordedAt(item.lastSeenAt, language);
          return (
            <tr key={item.id}>
              <td>{browser}</td>
              <td data-label={t('account/sessions/address')} className="number">
                {item.address}
              </td>
              <td data-label={t('account/sessions/started')}>{formatRecordedAt(item.startedAt, language)}</td>
              <td data-label={t('account/sessions/seen')}>{when}</td>
              <td>
                {item.current ? (
                  <Badge variant="light" color="teal">
                    {t('account/sessions/current')}
                  </Badge>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('account/sessions/endOne', { browser, when })}
                    onClick={() => onEnd(item.id)}
                  >
                    {t('account/sessions/end')}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
