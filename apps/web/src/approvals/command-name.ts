import { useWords } from '../app/use-words.js';

/** Names commands as the page where they are given does; one that has no name yet is shown as it is. */
export function useCommandName(): (command: string) => string {
  const { t } = useWords();
  return (command) => t(`log/command/${command}`, { defaultValue: command });
}
