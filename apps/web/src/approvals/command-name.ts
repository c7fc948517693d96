import { useWords } from '../app/use-words.js';

/** Names commands as what is asked for, since nothing has happened yet; one that has no name is shown as it is. */
export function useCommandName(): (command: string) => string {
  const { t } = useWords();
  return (command) => t(`request/${command}`, { defaultValue: command });
}
