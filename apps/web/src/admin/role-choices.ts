import { useWords } from '../app/use-words.js';
import { ROLES } from './codes.js';

/** The roles as options of a select. */
export function useRoleChoices() {
  const { t } = useWords();
  return ROLES.map((value) => ({ value, label: t(`account/roles/${value}`) }));
}
