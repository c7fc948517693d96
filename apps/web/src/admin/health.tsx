import { Badge, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { modelsOf, readHealth, type HealthReport, type Standing } from './health-report.js';
import { useHealthText } from './use-health-text.js';

const COLOURS: Readonly<Record<Standing, string>> = { ok: 'teal', degraded: 'orange', down: 'red' };
const EVERY = 10_000;

/** How the product is, in words; looked at anew all the time. */
export function Health() {
  const { t } = useWords();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => readHealth(signal),
    refetchInterval: EVERY,
    staleTime: 0,
    retry: false,
  });
  return (
    <section aria-labelledby="health">
      <h2 id="health" className="heading">
        {t('admin/health/heading')}
      </h2>
      <Stack gap="sm" align="flex-start">
        {health.isPending && <Loading />}
        {health.isError && <Failed error={health.error} onRetry={() => void health.refetch()} />}
        {health.data !== undefined && !health.isError && <Report report={health.data} />}
        <Text size="sm" c="dimmed">
          {t('admin/health/refreshed')}
        </Text>
      </Stack>
    </section>
  );
}

function Report({ report }: { readonly report: HealthReport }) {
  const { t } = useWords();
  const text = useHealthText();
  const { database, notifications } = report.checks;
  const models = modelsOf(report);
  const channels = notifications?.channels;
  const noAnswer = t('admin/health/noAnswer');
  return (
    <>
      <Badge className="standing" size="lg" variant="light" color={COLOURS[report.status]} role="status">
        {t(`admin/health/states/${report.status}`)}
      </Badge>
      <dl className="health">
        <dt>{t('admin/health/database')}</dt>
        <dd>{database?.status === 'ok' ? t('admin/health/databaseOk') : noAnswer}</dd>
        <dt>{t('admin/health/projections')}</dt>
        <dd>
          {models.length === 0 && noAnswer}
          {models.map(([name, model]) => (
            <p key={name}>{text.ofModel(name, model)}</p>
          ))}
        </dd>
        <dt>{t('admin/health/notifications')}</dt>
        <dd>
          {channels === undefined && noAnswer}
          {channels?.map((each) => (
            <p key={each.channel}>{text.ofChannel(each)}</p>
          ))}
          {channels !== undefined && (
            <p>{t('admin/health/unfinished', { count: notifications?.unfinishedFanOuts ?? 0 })}</p>
          )}
        </dd>
      </dl>
    </>
  );
}
