import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ExecuteCommand,
  RegisterAgreementWithProject,
  type CommandContext,
  type CommandRequest,
  type CommandResult,
  type PairRequest,
} from '#commands';
import type { CommandAnswer } from '#contracts';
import { withLogContext, type Logger } from '#platform';
import { denied } from '../access/denied.js';
import { InjectLogger } from '../tokens.js';
import { invalidInput } from '../http/body-parser.js';
import { HttpProblem } from '../http/http-problem.js';
import { Metrics } from '../metrics/metrics.js';
import { LiveFeed } from '../stream/live-feed.js';
import { problemOfRejection } from './rejection.js';
import { etagOf } from './preconditions.js';

/** Sends commands to their handler, keeps one log line and one count of each, and gives the answer or the problem. */
@Injectable()
export class Recorder {
  constructor(
    private readonly bus: CommandBus,
    private readonly metrics: Metrics,
    private readonly feed: LiveFeed,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** @throws HttpProblem for every outcome but acceptance. */
  record(request: CommandRequest): Promise<CommandAnswer> {
    return this.follow(request.name, request, () => this.bus.execute(new ExecuteCommand(request)));
  }

  /** @throws HttpProblem for every outcome but acceptance. */
  registerAgreementWithProject(request: PairRequest): Promise<CommandAnswer> {
    const name = 'RegisterAgreementWithProject';
    return this.follow(name, request, () => this.bus.execute(new RegisterAgreementWithProject(request)));
  }

  private async follow(
    name: string,
    context: CommandContext,
    execute: () => Promise<CommandResult>,
  ): Promise<CommandAnswer> {
    const { actor, commandId, correlationId = commandId } = context;
    const result = await withLogContext({ correlationId, actorId: actor.id }, execute);
    const outcome = outcomeOf(result);
    this.metrics.countCommand(name, outcome);
    const line = { correlationId, actorId: actor.id, role: actor.role, command: name, commandId, outcome };
    if (result.kind !== 'accepted') {
      this.logger.info({ event: 'command.refused', ...line }, 'a command was refused');
      throw problemOf(result);
    }
    const { id, position } = result.answer;
    this.logger.info(
      { event: 'command.accepted', ...line, recordId: id, position },
      'a command was accepted',
    );
    this.feed.saw(BigInt(position));
    return result.answer;
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
    case 'conflict':
      return 'CONCURRENCY_CONFLICT';
    case 'mismatch':
      return 'IDEMPOTENCY_MISMATCH';
    case 'invalid':
      return 'INVALID_INPUT';
  }
}

/** A refusal of a command as it is answered. */
export function problemOf(result: Exclude<CommandResult, { kind: 'accepted' }>): HttpProblem {
  switch (result.kind) {
    case 'rejected':
      return problemOfRejection(result.rejection);
    case 'denied':
      return denied(result.code);
    case 'invalid':
      return invalidInput(result.errors);
    case 'mismatch':
      return new HttpProblem(
        'IDEMPOTENCY_MISMATCH',
        'This Idempotency-Key was used for another body: use a new key for a new command.',
      );
    case 'conflict':
      return new HttpProblem(
        'CONCURRENCY_CONFLICT',
        `The record has version ${result.currentVersion} by now: read it again, then decide.`,
        {
          headers: { ETag: etagOf(result.currentVersion) },
          extras: { currentVersion: result.currentVersion },
        },
      );
  }
}
