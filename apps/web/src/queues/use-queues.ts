import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { FindingPage, ImportPage, MilestoneBoard, RegisterItem, RegisterList } from '#contracts';
import { api } from '../app/api.js';
import { KINDS, pathOf, type Kind } from '../app/kinds.js';
import { today } from '../log/fields/date-value.js';

export interface QueueFilter {
  readonly kind: Kind | '';
  readonly region: string;
}

const QUIET_DAYS = 180;
const MOST = 200;

/** Day before which news is too old. */
function quietSince(): string {
  const day = new Date(today());
  day.setUTCDate(day.getUTCDate() - QUIET_DAYS);
  return day.toISOString().slice(0, 10);
}

/** Promised dates that have passed. */
export const useOverdue = ({ kind, region }: QueueFilter) =>
  useQuery({
    queryKey: ['queue', 'overdue', region],
    queryFn: ({ signal }) =>
      api.readNewest<MilestoneBoard>('/milestones', {
        params: { overdue: 'true', limit: MOST, region },
        signal,
      }),
    placeholderData: keepPreviousData,
    select: ({ items }) => items.filter(({ aggregate }) => kind === '' || aggregate === kind),
  });

/** Records of which nothing was heard for 180 days. */
export const useQuiet = ({ kind, region }: QueueFilter) =>
  useQuery({
    queryKey: ['queue', 'quiet', kind, region],
    queryFn: async ({ signal }) => {
      const kinds = kind === '' ? KINDS : [kind];
      const params = { quietSince: quietSince(), region, limit: MOST };
      const lists = await Promise.all(
        kinds.map((one) => api.readNewest<RegisterList>(pathOf(one), { params, signal })),
      );
      const items: readonly RegisterItem[] = lists.flatMap((list) => list.items);
      const total = lists.reduce((sum, list) => sum + list.total, 0);
      return { items, total, asOfPosition: lists[0]?.asOfPosition };
    },
    placeholderData: keepPreviousData,
  });

/** What is doubtful, and how much of each; `check` undefined: the counts alone. */
export const useFindings = (check: string | undefined, { kind, region }: QueueFilter) =>
  useInfiniteQuery({
    queryKey: ['queue', 'findings', check, kind, region],
    queryFn: ({ signal, pageParam }) =>
      api.readNewest<FindingPage>('/quality', {
        params: {
          ...{ check, aggregate: kind, region, cursor: pageParam },
          limit: check === undefined ? 1 : 50,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

const UNDER_WAY = ['running', 'interrupted', 'retracting'];

/** Imports that are not at their end. */
export const useImportsUnderWay = () =>
  useQuery({
    queryKey: ['imports', 'under way'],
    queryFn: ({ signal }) => api.read<ImportPage>('/imports', { params: { limit: 50 }, signal }),
    select: ({ items }) => items.filter(({ state }) => UNDER_WAY.includes(state)),
    refetchInterval: 5_000,
  });
