import { ACCOUNT_ROLES } from '#contracts';
import { useWords } from '../app/use-words.js';

/** The roles as options of a select. */
export function useRoleChoices() {
  const { t } = useWords();
  return ACCOUNT_ROLES.map((value) => ({ value, label: t(`account/roles/${value}`) }));
}
