import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Comparison, History, RecordComparison, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import type { CompareSearch } from '../app/searches.js';
import { endOfDay } from '../format/day-bounds.js';

const PAGE = 50;

type Asked = CompareSearch & { readonly from: string };

/** One page of what is compared; a single record is a page of its own, without the moments of a portfolio. */
export interface ComparedPage {
  readonly items: readonly RecordComparison[];
  readonly nextCursor: string | null;
  readonly whole: Comparison | undefined;
}

/** Path below the API of the record that is compared, such as `/projects/PRJ-2026-0002`. */
export function recordPath(record: string): string | undefined {
  const match = /^(agreement|project|collection)\/([\w-]+)$/.exec(record);
  return match === null ? undefined : `/${match[1] ?? ''}s/${match[2] ?? ''}`;
}

/** What is shown differently at the two moments. */
export function useComparison(search: Asked) {
  const { label: _label, ...asked } = search;
  return useInfiniteQuery({
    queryKey: ['compare', asked],
    queryFn: ({ signal, pageParam }) => readPage(asked, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

async function readPage(
  { from, to, record, kind, ...filters }: Omit<Asked, 'label'>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ComparedPage> {
  const path = record === undefined ? undefined : recordPath(record);
  if (path !== undefined) {
    const item = await api.read<RecordComparison>(`${path}/compare`, { params: { from, to }, signal });
    return { items: [item], nextCursor: null, whole: undefined };
  }
  const params = { ...filters, from, to, aggregate: kind, cursor, limit: PAGE };
  const whole = await api.read<Comparison>('/portfolio/compare', { params, signal });
  return { items: whole.items, nextCursor: whole.nextCursor, whole };
}

/** The first signing session: when it was held, or where its record begins while no date of it is known. */
export function useSigningSession() {
  return useQuery({
    queryKey: ['compare-session'],
    queryFn: async ({ signal }) => {
      const { items } = await api.read<RegisterList>('/collections', {
        params: { kind: 'councilSession', limit: 1 },
        signal,
      });
      const [session] = items;
      if (session === undefined) return null;
      const history = await api.read<History>(`/collections/${session.id}/history`, {
        params: { limit: 1 },
        signal,
      });
      const first = history.items[0];
      if (first === undefined) return null;
      const { occurredOn, position } = first;
      return {
        isDated: occurredOn !== null,
        moment: occurredOn === null ? String(position) : endOfDay(occurredOn.to),
      };
    },
  });
}
