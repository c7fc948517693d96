import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ExecuteCommand,
  RegisterAgreementWithProject,
  type CommandRequest,
  type CommandResult,
  type PairRequest,
} from '#commands';
import type { CommandAnswer } from '#contracts';
import { withLogContext } from '#platform';
import { denied } from '../access/denied.js';
import { invalidInput } from '../http/body-parser.js';
import { HttpProblem } from '../http/http-problem.js';
import { meaningOf } from '../openapi/problem-meanings.js';
import { LiveFeed } from '../stream/live-feed.js';
import { CommandOutcomes, type GivenCommand } from './command-outcomes.js';
import { problemOfRejection } from './rejection.js';
import { etagOf } from './preconditions.js';

/** Sends commands to their handler, and gives the answer or the problem. */
@Injectable()
export class Recorder {
  constructor(
    private readonly bus: CommandBus,
    private readonly feed: LiveFeed,
    private readonly outcomes: CommandOutcomes,
  ) {}

  /** @throws HttpProblem for every outcome but acceptance. */
  record(request: CommandRequest): Promise<CommandAnswer> {
    const { name, target } = request;
    const record = target.id === undefined ? null : `${target.aggregate}/${target.id}`.slice(0, 100);
    return this.follow({ name, context: request, record }, () =>
      this.bus.execute(new ExecuteCommand(request)),
    );
  }

  /** @throws HttpProblem for every outcome but acceptance. */
  registerAgreementWithProject(request: PairRequest): Promise<CommandAnswer> {
    const given = { name: 'RegisterAgreementWithProject', context: request, record: null };
    return this.follow(given, () => this.bus.execute(new RegisterAgreementWithProject(request)));
  }

  private async follow(given: GivenCommand, execute: () => Promise<CommandResult>): Promise<CommandAnswer> {
    const { actor, commandId, correlationId = commandId } = given.context;
    const result = await withLogContext({ correlationId, actorId: actor.id }, execute);
    await this.outcomes.note(given, result);
    if (result.kind !== 'accepted') throw problemOf(result);
    this.feed.saw(BigInt(result.answer.position));
    return result.answer;
  }
}

/** A refusal of a command as it is answered. */
export function problemOf(result: Exclude<CommandResult, { kind: 'accepted' }>): HttpProblem {
  switch (result.kind) {
    case 'rejected':
      return problemOfRejection(result.rejection);
    case 'denied':
      return denied(result.code);
    case 'unapproved':
      return new HttpProblem('APPROVAL_REQUIRED', meaningOf('APPROVAL_REQUIRED'));
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
