import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Follow, FollowList, FollowRequest } from '#contracts';
import { api } from '../app/api.js';

const FOLLOWS = ['follows'];

/** What one follows, and the ways to follow something, or on other terms, and to stop. */
export function useFollows({ enabled = true }: { readonly enabled?: boolean } = {}) {
  const queries = useQueryClient();
  const settled = () => queries.invalidateQueries({ queryKey: FOLLOWS });
  const follows = useQuery({
    queryKey: FOLLOWS,
    queryFn: ({ signal }) => api.read<FollowList>('/me/follows', { signal }),
    enabled,
  });
  const follow = async (body: FollowRequest) => {
    await api.send<Follow>('/me/follows', { body });
    await settled();
  };
  const stop = useMutation({
    mutationFn: ({ id }: Follow) => api.send(`/me/follows/${id}`, { method: 'DELETE' }),
    onSuccess: async (_nothing, gone) => {
      queries.setQueryData<FollowList>(FOLLOWS, (list) =>
        list === undefined ? list : { items: list.items.filter(({ id }) => id !== gone.id) },
      );
      await settled();
    },
  });
  return { follows, follow, stop };
}
