import { useQuery } from '@tanstack/react-query';
import type { Evidence, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import type { Moment } from './use-history.js';

/** What was said of the record by whom, as it was known at the moment. */
export const useEvidence = ({ aggregate, id }: Pick<RecordDetail, 'aggregate' | 'id'>, { knownAt }: Moment) =>
  useQuery({
    queryKey: ['evidence', aggregate, id, knownAt],
    queryFn: ({ signal }) =>
      api.read<Evidence>(`${pathOf(aggregate)}/${id}/evidence`, { params: { knownAt }, signal }),
  });
