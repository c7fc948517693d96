import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordDetail, User } from '#contracts';
import { scopeText } from '../account/account-page.js';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';

type Entry = NonNullable<User['scope']>[number];

/** How far somebody's rights reach; the records are named when they are asked for. */
export function ScopeText({ user }: { readonly user: User }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const text = scopeText(user, t);
  if (user.scope === null || user.scope.length === 0) return text;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text}</summary>
      {isOpen && (
        <ul className="scope">
          {user.scope.map((entry) => (
            <li key={entry.id}>
              <ScopeName entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** Name of a record that rights are limited to; its id, where the reader may not see it. */
export function ScopeName({ entry: { kind, id } }: { readonly entry: Entry }) {
  const { t, language } = useWords();
  const record = useQuery({
    queryKey: ['scope-name', kind, id],
    queryFn: ({ signal }) => api.read<RecordDetail>(`${pathOf(kind)}/${id}`, { signal }),
  });
  const title = record.data === undefined ? null : pickText(record.data.titles, language);
  return (
    <>
      <span lang={title?.language}>{title?.text ?? id}</span>{' '}
      <span className="dim">
        {[t(`kind/${kind}`), record.data?.publicId].filter((part) => part !== undefined).join(' · ')}
      </span>
    </>
  );
}
