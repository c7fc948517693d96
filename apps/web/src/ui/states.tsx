import { Alert, Button, Loader, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ApiProblem, ConnectionLost } from '../api/problem.js';
import { useWords } from '../app/use-words.js';

export function Loading() {
  const { t } = useWords();
  return (
    <div className="loading" role="status" aria-label={t('state/loading')}>
      <Loader type="dots" />
    </div>
  );
}

/** What went wrong and what the reader can do. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <Alert color="red" variant="light" title={t('state/failed')} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{explain(error, t)}</Text>
        {!isUnreadable(error) && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('state/retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** What is asked for by the address cannot be read: it is answered the same whenever it is asked. */
const isUnreadable = (error: unknown): boolean => error instanceof ApiProblem && error.status === 400;

function explain(
  error: unknown,
  t: (key: string, values?: Readonly<Record<string, unknown>>) => string,
): string {
  if (error instanceof ConnectionLost) return t('state/connection');
  if (!(error instanceof ApiProblem)) return t('state/unexpected');
  if (isUnreadable(error)) return t('state/unreadable', { code: error.problem.code });
  if (error.status >= 500) return t('state/busy');
  return t('state/refused', { code: error.problem.code });
}

/** A page that another role works with. */
export const NotAllowed = () => <NoPage why="notAllowed" />;

export const NotFound = () => <NoPage why="notFound" />;

function NoPage({ why }: { readonly why: 'notAllowed' | 'notFound' }) {
  const { t } = useWords();
  return (
    <Stack gap="sm" align="flex-start">
      <title>{`${t(`state/${why}`)} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t(`state/${why}`)}
      </Title>
      <Text c="dimmed">{t(`state/${why}Hint`)}</Text>
      <Link to="/" className="link">
        {t('state/toPortfolio')}
      </Link>
    </Stack>
  );
}
