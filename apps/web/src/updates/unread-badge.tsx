import { useQuery, type QueryKey } from '@tanstack/react-query';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { useCalmRefresh } from '../live/use-live.js';

/** Milliseconds by which notices are made of what changed, as a rule. */
const TOLD_WITHIN = 1_500;
const isNews = ([first]: QueryKey): boolean => first === 'unread' || first === 'inbox';

/** How many pieces of news are unread, beside the page's name in the menu. */
export function UnreadBadge() {
  const { t } = useWords();
  useCalmRefresh(isNews, TOLD_WITHIN);
  const { data } = useQuery({
    queryKey: ['unread'],
    queryFn: ({ signal }) => api.read<{ readonly unread: number }>('/me/inbox/unread', { signal }),
    refetchInterval: 30_000,
  });
  if (data === undefined || data.unread === 0) return null;
  return (
    <span className="unread">
      <span aria-hidden="true">{data.unread > 99 ? '99+' : data.unread}</span>
      <span className="unseen">{t('updates/inbox/unread', { count: data.unread })}</span>
    </span>
  );
}
