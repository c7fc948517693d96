import { useQuery } from '@tanstack/react-query';
import type { UserList } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';

interface Person {
  readonly id: string;
  readonly role: string;
}

/** Names of those who act; somebody who has no account is named by role and the end of the id. */
export function usePeople() {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['assurance', 'users'],
    queryFn: ({ signal }) => api.read<UserList>('/users', { signal }),
  });
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  const roleOf = (role: string) => t(`assurance/role/${role}`, { defaultValue: role });
  return {
    all: data?.items ?? [],
    nameOf: (id: string): string => names.get(id) ?? t('assurance/somebody', { id: id.slice(-6) }),
    naming: ({ id, role }: Person): string => {
      const name = names.get(id);
      return name === undefined ? `${roleOf(role)} …${id.slice(-6)}` : `${name} (${roleOf(role)})`;
    },
  };
}
