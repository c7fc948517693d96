import type { History } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';

type Entry = History['items'][number];

interface ClocksProps {
  readonly entry: Entry;
  /** Whether the date was said to be wrong. */
  readonly struck?: boolean;
  readonly hideNote?: boolean;
}

/** Both clocks of an event, its sources, and who recorded it, for those who are told. */
export function Clocks({ entry, struck = false, hideNote = false }: ClocksProps) {
  const { t, word, language } = useWords();
  const occurred = entry.occurredOn === null ? null : formatPartialDate(entry.occurredOn.edtf, language);
  return (
    <dl className={entry.actor === null ? 'clocks' : 'clocks clocks-named'}>
      <div>
        <dt>{t('record/timeline/occurred')}</dt>
        <dd>
          {occurred === null ? (
            <span className="unknown">{t('value/undated')}</span>
          ) : struck ? (
            <s>{occurred}</s>
          ) : (
            occurred
          )}
        </dd>
      </div>
      <div>
        <dt>{t('record/timeline/recorded')}</dt>
        <dd>
          <time dateTime={entry.recordedAt} title={t('record/timeline/version', { ...entry })}>
            {formatRecordedAt(entry.recordedAt, language)}
          </time>
          <span className="dim">
            {' '}
            ·{' '}
            <span className="clock-position">
              {t('record/timeline/position', { position: entry.position })}
            </span>
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('record/timeline/source')}</dt>
        <dd>
          <Sources sources={entry.sources} />
          <span className="line dim">{word('basis', entry.basis)}</span>
        </dd>
      </div>
      {entry.actor !== null && (
        <div>
          <dt>{t('record/timeline/actor')}</dt>
          <dd>
            {entry.actor.name ?? <span className="actor-id">{entry.actor.id}</span>}
            <span className="dim">
              {' '}
              · {t(`record/roles/${entry.actor.role}`, { defaultValue: entry.actor.role })}
            </span>
          </dd>
        </div>
      )}
      {entry.note !== null && !hideNote && (
        <div className="clock-wide">
          <dt>{t('record/timeline/note_')}</dt>
          <dd>{entry.note}</dd>
        </div>
      )}
    </dl>
  );
}

export function Sources({ sources }: { sources: Entry['sources'] }) {
  const { t, word } = useWords();
  if (sources.length === 0) return <span className="unknown">{t('record/timeline/noSource')}</span>;
  return sources.map((source) => (
    <span key={`${source.publisher} ${source.title}`} className="line" lang={source.language}>
      {source.url === undefined ? (
        `${source.publisher}: ${source.title}`
      ) : (
        <a href={source.url} rel="noreferrer noopener" className="link">
          {source.publisher}: {source.title}
        </a>
      )}{' '}
      <span className="dim">({word('evidence', source.class)})</span>
    </span>
  ));
}
