import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Follow, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf, RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { pickText } from '../format/text.js';
import { kindAndId } from './stream-name.js';

/** One thing that is followed, on which channels and for which news. */
export function FollowRow({ follow, onStop }: { readonly follow: Follow; readonly onStop: () => void }) {
  const { t } = useWords();
  const { channels, eventClasses, scope } = follow;
  const classes = eventClasses?.map((name) => t(`record/follow/${name}`)).join(', ');
  return (
    <div className="follow-row">
      <div className="follow-what">
        <span className="dim">{t(`updates/scope/${scope.kind}`)}: </span>
        <Followed scope={scope} />
        <div className="dim">
          {channels.map((channel) => t(`record/follow/${channel}`)).join(', ')}
          {' · '}
          {classes ?? t('updates/follows/allNews')}
        </div>
      </div>
      <Button size="xs" variant="default" onClick={onStop}>
        {t('record/follow/stop')}
      </Button>
    </div>
  );
}

function Followed({ scope }: Pick<Follow, 'scope'>) {
  const { t, word, language } = useWords();
  switch (scope.kind) {
    case 'record':
    case 'collection':
      return <FollowedRecord stream={scope.key} />;
    case 'region':
      return <strong>{formatRegion(scope.key, language)}</strong>;
    case 'sector':
      return <strong>{word('sector', scope.key)}</strong>;
    case 'event-class':
      return <strong>{t(`record/follow/${scope.key}`)}</strong>;
    case 'party':
      return <strong>{scope.key}</strong>;
  }
}

function FollowedRecord({ stream }: { readonly stream: string }) {
  const { language } = useWords();
  const { kind, id } = kindAndId(stream);
  const record = useQuery({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) => api.read<RecordDetail>(`${pathOf(kind)}/${id}`, { signal }),
  });
  const title = record.data === undefined ? undefined : pickText(record.data.titles, language);
  return (
    <Link to={RECORD_PAGE[kind]} params={{ id }} className="link" lang={title?.language}>
      {title?.text ?? id}
    </Link>
  );
}
