import { Badge, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InboxItem } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { kindAndId } from '../app/stream-name.js';
import { useWords } from '../app/use-words.js';
import { useOwnTime } from './use-own-time.js';

/** One piece of news, as it was written for its reader. */
export function News({ item, onRead }: { readonly item: InboxItem; readonly onRead: () => void }) {
  const { t } = useWords();
  const { when } = useOwnTime();
  const { notice, readAt } = item;
  const { kind, id } = kindAndId(notice.record.stream);
  const marks = [
    'news',
    ...(readAt === null ? ['news-unread'] : []),
    ...(notice.eventClass === 'correction' ? ['news-correction'] : []),
  ];
  return (
    <li className={marks.join(' ')}>
      <div className="news-subject">
        <Link to={RECORD_PAGE[kind]} params={{ id }} className="link">
          {notice.record.title}
        </Link>
      </div>
      <p className="news-text">{notice.text}</p>
      <div className="news-foot">
        <Badge
          className="headline"
          variant="light"
          color={notice.eventClass === 'correction' ? 'orange' : 'gray'}
        >
          {t(`record/follow/${notice.eventClass}`)}
        </Badge>
        <span className="dim">{t('updates/inbox/recorded', { when: when(notice.recordedAt) })}</span>
        {readAt === null && (
          <Button size="compact-xs" variant="default" onClick={onRead}>
            {t('updates/inbox/markRead')}
          </Button>
        )}
      </div>
    </li>
  );
}
