import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RecordAsOf, RecordDetail } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { pathOf, RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { settledAt } from '../live/settled.js';
import { Failed, Loading } from '../ui/states.js';
import { Actions } from './actions.js';
import { PastBanner } from './past-banner.js';
import { RecordBody } from './record-body.js';
import { RecordHead } from './record-head.js';
import type { Moment } from './use-history.js';

interface PastProps {
  readonly kind: Kind;
  readonly id: string;
  readonly moment: Moment;
}

/** The record as it was known at a moment, of a day. What is past does not change: neither does this page. */
export function PastRecord({ kind, id, moment }: PastProps) {
  const past = usePast({ kind, id, moment });
  if (past.data !== undefined) {
    const { record, asOf } = past.data;
    return (
      <Stack gap="xl" className="record">
        <RecordHead record={record} moment={moment} banner={<PastBanner asOf={asOf} moment={moment} />}>
          <Actions record={record} moment={moment} />
        </RecordHead>
        <RecordBody record={record} moment={moment} />
      </Stack>
    );
  }
  if (past.isPending) return <Loading />;
  if (past.error instanceof ApiProblem && past.error.status === 404)
    return <NothingKnown kind={kind} id={id} />;
  return <Failed error={past.error} onRetry={() => void past.refetch()} />;
}

/** The record, and what the answer rests on: both at once, so that nothing moves while they come in. */
function usePast({ kind, id, moment: { knownAt, validAt } }: PastProps) {
  const path = `${pathOf(kind)}/${encodeURIComponent(id)}`;
  return useQuery({
    queryKey: ['past', kind, id, knownAt, validAt],
    queryFn: async ({ signal }) => {
      const asked = { params: { knownAt, validAt }, signal };
      const [record, asOf] = await Promise.all([
        api.read<RecordDetail>(path, asked),
        api.read<RecordAsOf>(`${path}/as-of`, asked),
      ]);
      return { record, asOf };
    },
    ...settledAt(knownAt),
  });
}

function NothingKnown({ kind, id }: Omit<PastProps, 'moment'>) {
  const { t } = useWords();
  return (
    <Stack gap="sm" align="flex-start" py="xl">
      <Title order={1} size="h2">
        {t('record/past/nothing')}
      </Title>
      <Text c="dimmed">{t('record/past/nothingHint')}</Text>
      <Link to={RECORD_PAGE[kind]} params={{ id }} className="link">
        {t('record/past/toNow')}
      </Link>
    </Stack>
  );
}
