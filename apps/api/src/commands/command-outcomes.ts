import { Injectable } from '@nestjs/common';
import { type CommandContext, type CommandResult } from '#commands';
import { isUuid, type Logger } from '#platform';
import { KeepRefusals } from '../access/keep-refusals.js';
import { Metrics } from '../metrics/metrics.js';
import { InjectLogger } from '../tokens.js';

/** A command as it was given: its name, who gave it, and which record it is about, if it is there already. */
export interface GivenCommand {
  readonly name: string;
  readonly context: CommandContext;
  readonly record: string | null;
}

/** Keeps one count and one log line of each command, and of each that was refused a line for the auditor. */
@Injectable()
export class CommandOutcomes {
  constructor(
    private readonly metrics: Metrics,
    private readonly refusals: KeepRefusals,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async note({ name, context, record }: GivenCommand, result: CommandResult): Promise<void> {
    const { actor, commandId, correlationId = commandId } = context;
    const outcome = outcomeOf(result);
    this.metrics.countCommand(name, outcome);
    const line = { correlationId, actorId: actor.id, role: actor.role, command: name, commandId, outcome };
    if (result.kind === 'accepted') {
      const { id, position } = result.answer;
      this.logger.info(
        { event: 'command.accepted', ...line, recordId: id, position },
        'a command was accepted',
      );
      return;
    }
    this.logger.info({ event: 'command.refused', ...line }, 'a command was refused');
    // Anybody can be turned away without a key as often as they like: the log line is enough.
    if (!isUuid(actor.id)) return;
    const kept = { actor, command: name, record, code: outcome, fields: fieldsOf(result) };
    await this.refusals.keep({ ...kept, commandId, correlationId });
  }
}

function outcomeOf(result: CommandResult): string {
  switch (result.kind) {
    case 'accepted':
      return result.repeated ? 'repeated' : 'accepted';
    case 'rejected':
      return result.rejection.code;
    case 'denied':
      return result.code;
    case 'unapproved':
      return 'APPROVAL_REQUIRED';
    case 'conflict':
      return 'CONCURRENCY_CONFLICT';
    case 'mismatch':
      return 'IDEMPOTENCY_MISMATCH';
    case 'invalid':
      return 'INVALID_INPUT';
  }
}

function fieldsOf(result: CommandResult): readonly string[] {
  if (result.kind === 'invalid') return result.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  const field = result.kind === 'rejected' ? result.rejection.details?.['field'] : undefined;
  return typeof field === 'string' ? [`/${field}`] : [];
}
