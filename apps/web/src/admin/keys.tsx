import { Button, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { IssueKey } from './issue-key.js';
import { KeyTable } from './key-table.js';
import { OnceShown } from './once-shown.js';
import { useIdentitiesChanged, useKeys } from './use-identities.js';
import type { Outcome } from './outcome.js';

/** Keys that programs show: issued and revoked by an administrator, read by an auditor. */
export function Keys() {
  const { t } = useWords();
  const { role } = useSession();
  const keys = useKeys();
  const reread = useIdentitiesChanged();
  const [isIssuing, setIssuing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const mayChange = role === 'admin';
  const done = (next: Outcome) => {
    setOutcome(next);
    setIssuing(false);
    reread();
  };
  return (
    <section aria-labelledby="keys">
      <h2 id="keys" className="heading">
        {t('admin/keys/heading')}
      </h2>
      <Stack gap="md" align="stretch">
        {mayChange && !isIssuing && (
          <Button className="own-width" onClick={() => setIssuing(true)}>
            {t('admin/keys/open')}
          </Button>
        )}
        {isIssuing && <IssueKey onDone={done} onCancel={() => setIssuing(false)} />}
        <Text size="sm" role="status">
          {outcome.said ?? ''}
        </Text>
        {outcome.once !== undefined && <OnceShown {...outcome.once} onClose={() => setOutcome({})} />}
        {keys.isPending && <Loading />}
        {keys.isError && keys.data === undefined && (
          <Failed error={keys.error} onRetry={() => void keys.refetch()} />
        )}
        {keys.data?.items.length === 0 && (
          <Paper withBorder className="empty">
            <Text fw={600}>{t('admin/keys/empty')}</Text>
            <Text size="sm">{t('admin/keys/emptyHint')}</Text>
          </Paper>
        )}
        {keys.data !== undefined && keys.data.items.length > 0 && (
          <KeyTable items={keys.data.items} {...{ mayChange }} onDone={done} />
        )}
      </Stack>
    </section>
  );
}
