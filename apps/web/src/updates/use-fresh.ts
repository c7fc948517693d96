import { useState } from 'react';
import type { InboxItem } from '#contracts';

/**
 * Holds back what came since the list was first shown, so that nothing moves under the reader. What comes to an empty
 * list is shown at once. `scope` names the list: another one starts anew.
 */
export function useFresh(items: readonly InboxItem[] | undefined, scope: string) {
  const [mark, setMark] = useState<{ readonly scope: string; readonly newest: string } | null>(null);
  const newest = items?.[0]?.createdAt;
  const isFresh = ({ createdAt }: InboxItem) =>
    mark?.scope === scope && Date.parse(createdAt) > Date.parse(mark.newest);
  const show = () => {
    if (newest !== undefined) setMark({ scope, newest });
  };
  const isEmpty = items?.every(isFresh) ?? true;
  if (newest !== undefined && (mark?.scope !== scope || isEmpty)) show();
  return {
    shown: items?.filter((item) => !isFresh(item)) ?? [],
    fresh: items?.filter(isFresh).length ?? 0,
    show,
  };
}
