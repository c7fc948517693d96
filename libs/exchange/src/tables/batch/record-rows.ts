import type { CommandService } from '#commands';
import type { Actor } from '#identity';
import { givenOf, type GiveRow } from './given.js';

export interface RowSender {
  readonly commands: CommandService;
  readonly actor: Actor;
  readonly batchId: string;
}

/** Records the rows of a batch: nobody is told of them, and the batch is their correlation. */
export const recordRows =
  ({ commands, actor, batchId }: RowSender): GiveRow =>
  async ({ name, target, input }, commandId) =>
    givenOf(
      await commands.execute({
        ...{ name, target, input, commandId, actor },
        ...{ origin: 'import', correlationId: batchId },
      }),
    );
