import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { otherTexts, pickText } from '../format/text.js';
import { liveStream } from '../live/live-stream.js';
import { useLiveChanges } from '../live/use-live.js';
import { LastNews } from '../portfolio/record-list.js';
import { Failed, Loading, NotFound } from '../ui/states.js';
import { HeadlineBadge, RibbonSteps } from '../ui/status.js';
import { Facts } from './facts.js';
import { Links } from './links.js';
import { Milestones } from './milestones.js';
import { Timeline } from './timeline.js';

/** One agreement, project or collection with everything that is public of it. */
export function RecordPage() {
  const { id } = useParams({ strict: false });
  const { pathname } = useLocation();
  const kind = KINDS.find((known) => pathname.includes(`${pathOf(known)}/`)) ?? 'project';
  const record = useQuery({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) =>
      api.read<RecordDetail>(`${pathOf(kind)}/${encodeURIComponent(id ?? '')}`, {
        params: { minPosition: liveStream.position() },
        signal,
      }),
  });
  const changed = useLiveChanges();
  if (record.data !== undefined)
    return <Detail record={record.data} kind={kind} event={changed.get(record.data.id)} />;
  if (record.isPending) return <Loading />;
  if (record.error instanceof ApiProblem && record.error.status === 404) return <NotFound />;
  return <Failed error={record.error} onRetry={() => void record.refetch()} />;
}

interface DetailProps {
  readonly record: RecordDetail;
  readonly kind: Kind;
  readonly event: string | undefined;
}

function Detail({ record, kind, event }: DetailProps) {
  const { t, word, language } = useWords();
  const title = pickText(record.titles, language);
  const others = otherTexts(record.titles, title?.language ?? 'en');
  return (
    <Stack gap="xl">
      <title>{`${title?.text ?? record.publicId} · ${t('app/name')}`}</title>
      <header>
        <nav aria-label={t('nav/path')} className="path">
          <Link to="/" search={{ kind }} className="link">
            {t('nav/portfolio')}
          </Link>
          <span aria-hidden="true"> / </span>
          <span>
            {t(`kind/${kind}`)} {record.publicId}
          </span>
        </nav>
        <Title order={1} size="h2" lang={title?.language}>
          {title?.text}
        </Title>
        {others.map(({ text, language: other }) => (
          <Text key={other} lang={other} className="dim">
            {text}
          </Text>
        ))}
        <div className="record-head">
          <HeadlineBadge headline={record.headline} aggregate={record.aggregate} />
          <span className="dim">
            {t('portfolio/list/lastNews')}: <LastNews item={record} />
          </span>
          {event !== undefined && (
            <span className="changed-note" role="status">
              {t('live/updated', { event: word('event', event) })}
            </span>
          )}
        </div>
        {record.ribbon !== null && <RibbonSteps ribbon={record.ribbon} />}
        {record.openingBalance && <Text size="sm">{t('record/openingBalance')}</Text>}
      </header>
      <Facts record={record} />
      <Milestones milestones={record.milestones} />
      <Links record={record} />
      <Timeline kind={kind} id={record.id} />
      <Text size="sm" className="dim">
        {t('record/asOf', { position: record.asOfPosition, version: record.version })}
      </Text>
    </Stack>
  );
}
