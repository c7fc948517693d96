import './record.css';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useMatch, useParams, useSearch } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';
import { useLiveChanges } from '../live/use-live.js';
import { Failed, Loading, NotFound } from '../ui/states.js';
import { PastRecord } from './past-record.js';
import { PresentRecord } from './present-record.js';
import { isPast } from './use-history.js';

/** One agreement, project or collection: as it is, or as it was known at the moment that the address names. */
export function RecordPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { knownAt, validAt } = useSearch({ strict: false });
  // Of the page itself: the address is another one already while it is being left.
  const { fullPath } = useMatch({ strict: false });
  const kind = KINDS.find((known) => fullPath.includes(`${pathOf(known)}/`)) ?? 'project';
  if (isPast({ knownAt, validAt })) {
    return <PastRecord kind={kind} id={id} moment={{ knownAt, validAt }} />;
  }
  return <Present kind={kind} id={id} />;
}

function Present({ kind, id }: { kind: Kind; id: string }) {
  const record = useQuery({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) =>
      api.readNewest<RecordDetail>(`${pathOf(kind)}/${encodeURIComponent(id)}`, { signal }),
  });
  const changed = useLiveChanges();
  if (record.data !== undefined)
    return <PresentRecord record={record.data} event={changed.get(record.data.id)} />;
  if (record.isPending) return <Loading />;
  if (record.error instanceof ApiProblem && record.error.status === 404) return <NotFound />;
  return <Failed error={record.error} onRetry={() => void record.refetch()} />;
}
