import { Badge, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { History } from '#contracts';
import { api } from '../app/api.js';
import { pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';

/** What happened, newest record first, on both clocks: in the world, and in the log. */
export function Timeline({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useWords();
  const history = useQuery({
    queryKey: ['history', kind, id],
    queryFn: ({ signal }) =>
      api.read<History>(`${pathOf(kind)}/${id}/history`, { params: { limit: 200 }, signal }),
  });
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="heading">
        {t('record/timeline/heading')}
      </h2>
      <Text size="sm">{t('record/timeline/note')}</Text>
      {history.isPending && <Loading />}
      {history.isError && <Failed error={history.error} onRetry={() => void history.refetch()} />}
      {history.data !== undefined && (
        <ol className="timeline">
          {history.data.items.toReversed().map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: History['items'][number] }) {
  const { t, word, language } = useWords();
  const isRetracted = entry.amendedBy.some(({ type }) => type === 'EventRetracted');
  return (
    <li>
      <div className="entry-head">
        <strong>{isRetracted ? <s>{word('event', entry.type)}</s> : word('event', entry.type)}</strong>
        {entry.amendedBy.length > 0 && (
          <Badge size="sm" variant="default">
            {t(isRetracted ? 'record/timeline/retracted' : 'record/timeline/corrected')}
          </Badge>
        )}
        {entry.origin === 'import' && (
          <Badge size="sm" variant="default">
            {t('record/timeline/imported')}
          </Badge>
        )}
        {entry.backfill && (
          <Badge size="sm" variant="default">
            {t('record/timeline/backfill')}
          </Badge>
        )}
      </div>
      <dl className="clocks">
        <div>
          <dt>{t('record/timeline/occurred')}</dt>
          <dd>
            {entry.occurredOn === null ? (
              <span className="unknown">{t('value/undated')}</span>
            ) : (
              formatPartialDate(entry.occurredOn.edtf, language)
            )}
          </dd>
        </div>
        <div>
          <dt>{t('record/timeline/recorded')}</dt>
          <dd>
            <time dateTime={entry.recordedAt} title={t('record/timeline/version', { ...entry })}>
              {formatRecordedAt(entry.recordedAt, language)}
            </time>
          </dd>
        </div>
        <div>
          <dt>{t('record/timeline/source')}</dt>
          <dd>
            {entry.sources.length === 0 && <span className="unknown">{t('record/timeline/noSource')}</span>}
            {entry.sources.map((source) => (
              <span key={source.title} className="line" lang={source.language}>
                {source.url === undefined ? (
                  `${source.publisher}: ${source.title}`
                ) : (
                  <a href={source.url} rel="noreferrer noopener" className="link">
                    {source.publisher}: {source.title}
                  </a>
                )}{' '}
                <span className="dim">({word('evidence', source.class)})</span>
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </li>
  );
}
