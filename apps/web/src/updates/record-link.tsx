import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf, RECORD_PAGE } from '../app/kinds.js';
import { kindAndId } from '../app/stream-name.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';

/** The title of a record that is known by its stream alone, as a link to it. */
export function RecordLink({ stream }: { readonly stream: string }) {
  const { t, language } = useWords();
  const { kind, id } = kindAndId(stream);
  const record = useQuery({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) => api.read<RecordDetail>(`${pathOf(kind)}/${id}`, { signal }),
  });
  const title = record.data === undefined ? undefined : pickText(record.data.titles, language);
  return (
    <Link to={RECORD_PAGE[kind]} params={{ id }} className="link" lang={title?.language}>
      {title?.text ?? t(`kind/${kind}`)}
    </Link>
  );
}
