import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiKeyList, UserList } from '#contracts';
import { api } from '../app/api.js';

/** People and programs. */
export const useUsers = () =>
  useQuery({ queryKey: ['users'], queryFn: ({ signal }) => api.read<UserList>('/users', { signal }) });

/** Keys of programs, revoked ones too. */
export const useKeys = () =>
  useQuery({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => api.read<ApiKeyList>('/api-keys', { signal }),
  });

/** Reads people and keys anew after one of them changed. */
export function useIdentitiesChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['users'] });
    void queries.invalidateQueries({ queryKey: ['api-keys'] });
  };
}
