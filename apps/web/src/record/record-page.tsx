import './record.css';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams, useSearch } from '@tanstack/react-router';
import type { RecordDetail } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';
import { liveStream } from '../live/live-stream.js';
import { useLiveChanges } from '../live/use-live.js';
import { Failed, Loading, NotFound } from '../ui/states.js';
import { PastRecord } from './past-record.js';
import { PresentRecord } from './present-record.js';
import { isPast } from './use-history.js';

/** One agreement, project or collection: as it is, or as it was known at the moment that the address names. */
export function RecordPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { knownAt, validAt } = useSearch({ strict: false });
  const { pathname } = useLocation();
  const kind = KINDS.find((known) => pathname.includes(`${pathOf(known)}/`)) ?? 'project';
  if (isPast({ knownAt, validAt })) {
    return <PastRecord kind={kind} id={id} moment={{ knownAt, validAt }} />;
  }
  return <Present kind={kind} id={id} />;
}

function Present({ kind, id }: { kind: Kind; id: string }) {
  const record = useQuery({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) =>
      api.read<RecordDetail>(`${pathOf(kind)}/${encodeURIComponent(id)}`, {
        params: { minPosition: liveStream.position() },
        signal,
      }),
  });
  const changed = useLiveChanges();
  if (record.data !== undefined)
    return <PresentRecord record={record.data} event={changed.get(record.data.id)} />;
  if (record.isPending) return <Loading />;
  if (record.error instanceof ApiProblem && record.error.status === 404) return <NotFound />;
  return <Failed error={record.error} onRetry={() => void record.refetch()} />;
}
