import { Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { AGREEMENT_WITH_PROJECT, type CommandContext } from '#commands';
import { PUBLIC } from '#identity';
import {
  commandQueryShape,
  type CommandAnswer,
  type CommandPreview,
  type CommandQuery,
  type JsonValue,
} from '#contracts';
import { findCommand } from '#domain';
import type { FastifyReply } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { aggregateOf } from '../records/record-kinds.js';
import { commandIdOf, etagOf, expectedVersionOf } from './preconditions.js';
import { Previews } from './previews.js';
import { Recorder } from './recorder.js';

/** Every command of the domain's catalogue: the address names the record and the verb, the body is the input. */
@Controller('api/:records')
export class CommandsController {
  constructor(
    private readonly recorder: Recorder,
    private readonly previews: Previews,
  ) {}

  @Post()
  @Allow('by-command')
  async register(
    @Param('records') records: string,
    @Query({ schema: commandQueryShape }) { dryRun }: CommandQuery,
    @Req() request: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer | CommandPreview> {
    const aggregate = aggregateOf(records);
    const definition = findCommand(aggregate, '');
    if (definition === undefined) throw noSuchCommand();
    const context = contextOf(request, reply);
    const command = {
      ...context,
      name: definition.name,
      target: { aggregate },
      input: inputOf(request.body),
    };
    if (dryRun === 'true') return shown(reply, await this.previews.preview(command));
    const answer = await this.recorder.record(command);
    return created(reply, answer, records);
  }

  @Post(AGREEMENT_WITH_PROJECT.path)
  @Allow('by-command')
  async registerWithProject(
    @Param('records') records: string,
    @Query({ schema: commandQueryShape }) { dryRun }: CommandQuery,
    @Req() request: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer | CommandPreview> {
    if (aggregateOf(records) !== 'agreement') throw noSuchCommand();
    const context = contextOf(request, reply);
    const command = { ...context, input: inputOf(request.body) };
    if (dryRun === 'true') return shown(reply, await this.previews.previewAgreementWithProject(command));
    const answer = await this.recorder.registerAgreementWithProject(command);
    return created(reply, answer, records);
  }

  @Post(':id/:command')
  @HttpCode(200)
  @Allow('by-command')
  async record(
    @Param() params: { readonly records: string; readonly id: string; readonly command: string },
    @Query({ schema: commandQueryShape }) { dryRun }: CommandQuery,
    @Req() request: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer | CommandPreview> {
    const aggregate = aggregateOf(params.records);
    const definition = findCommand(aggregate, params.command);
    if (definition === undefined || definition.creates) throw noSuchCommand();
    const context = contextOf(request, reply);
    const target = { aggregate, id: params.id };
    const command = { ...context, name: definition.name, target, input: inputOf(request.body) };
    if (dryRun === 'true') return shown(reply, await this.previews.preview(command));
    return answered(reply, await this.recorder.record(command));
  }
}

function contextOf(request: WithActor, reply: FastifyReply): CommandContext {
  const { commandId } = commandIdOf(request.headers);
  void reply.header('Idempotency-Key', commandId);
  const { actor = PUBLIC } = request;
  return { commandId, actor, correlationId: request.id, expectedVersion: expectedVersionOf(request.headers) };
}

function answered(reply: FastifyReply, answer: CommandAnswer): CommandAnswer {
  void reply.header('ETag', etagOf(answer.version)).header('X-Position', answer.position);
  return answer;
}

/** A dry run makes nothing, whatever the command would make. */
function shown<Shown>(reply: FastifyReply, preview: Shown): Shown {
  void reply.status(200);
  return preview;
}

function created(reply: FastifyReply, answer: CommandAnswer, records: string): CommandAnswer {
  void reply.header('Location', `/api/${records}/${answer.id}`);
  return answered(reply, answer);
}

// The body parser lets only JSON values through; a request without a body has none.
function inputOf(body: unknown): JsonValue {
  if (body === undefined || body === null) {
    throw new HttpProblem('INVALID_JSON', 'The body cannot be read: there is no document.');
  }
  return body as JsonValue;
}

const noSuchCommand = () =>
  new HttpProblem(
    'NOT_FOUND',
    'There is no such command: GET /api/<records>/<id>/next lists those that are open.',
  );
