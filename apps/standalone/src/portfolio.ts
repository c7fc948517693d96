import type { CommandService } from '#commands';
import type { Actor } from '#identity';
import type { JsonValue } from '#contracts';
import { loadPortfolio, type LoadedPortfolio } from '#exchange';

/** Whom the log names for what is loaded where nobody is known yet. */
export const IMPORTER = { id: '00000000-0000-7000-8000-000000000001', role: 'staff' } as const;

/** Loads the first portfolio in the name of `actor`; nobody is told, and nothing is loaded twice. */
export function importPortfolio(
  service: CommandService,
  actor: Actor,
  onProgress?: (done: number, of: number) => void,
): Promise<LoadedPortfolio> {
  return loadPortfolio(async ({ input, ...command }) => {
    const result = await service.execute({ ...command, input: input as JsonValue, actor, origin: 'import' });
    if (result.kind !== 'accepted') {
      throw new Error(
        `The first portfolio could not be loaded: ${command.name} was answered ${JSON.stringify(result)}`,
      );
    }
    return { id: result.answer.id, repeated: result.repeated };
  }, onProgress);
}
