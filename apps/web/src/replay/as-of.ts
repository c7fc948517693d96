import { queryOptions } from '@tanstack/react-query';
import type { RecordAsOf } from '#contracts';
import { api } from '../app/api.js';
import { pathOf, type Kind } from '../app/kinds.js';
import { settledAt } from '../live/settled.js';

/** The state of a record as it was known at a position of the log: it never changes. Undefined: as it is known now. */
export const asOfQuery = (kind: Kind, id: string, knownAt: string | undefined) =>
  queryOptions({
    queryKey: ['as-of', kind, id, knownAt, undefined],
    queryFn: ({ signal }) =>
      api.read<RecordAsOf>(`${pathOf(kind)}/${encodeURIComponent(id)}/as-of`, {
        params: { knownAt },
        signal,
      }),
    enabled: id !== '',
    ...settledAt(knownAt),
  });
