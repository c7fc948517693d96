import type { Aggregate, CommandName } from '#domain';
import { portfolioCommands } from './portfolio.js';

/** Gives one command as a person would, and resolves to the uuid of its record. Repeated, it changes nothing. */
export type GiveCommand = (command: {
  readonly name: CommandName;
  readonly target: { readonly aggregate: Aggregate; readonly id?: string };
  readonly input: Readonly<Record<string, unknown>>;
  readonly commandId: string;
}) => Promise<{ readonly id: string; readonly repeated: boolean }>;

export interface LoadedPortfolio {
  readonly records: number;
  /** Commands that the log did not have yet. */
  readonly recorded: number;
}

/** Loads the first portfolio through `give`, in order. What was loaded before stays as it is. */
export async function loadPortfolio(
  give: GiveCommand,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<LoadedPortfolio> {
  const commands = portfolioCommands();
  const ids = new Map<string, string>();
  const recordIdOf = (entry: string): string => {
    const id = ids.get(entry);
    if (id === undefined) throw new Error(`the portfolio uses ${entry} before it registers it`);
    return id;
  };
  let recorded = 0;
  for (const [index, command] of commands.entries()) {
    const { name, aggregate, creates, commandId, entry } = command;
    const target = creates ? { aggregate } : { aggregate, id: recordIdOf(entry) };
    const { id, repeated } = await give({ name, target, commandId, input: command.input(recordIdOf) });
    if (creates) ids.set(entry, id);
    if (!repeated) recorded += 1;
    onProgress(index + 1, commands.length);
  }
  return { records: ids.size, recorded };
}
