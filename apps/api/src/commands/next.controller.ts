import { Controller, Get, Param, Req } from '@nestjs/common';
import { PublicIds, Reach, streamOf } from '#commands';
import type { NextCommands } from '#contracts';
import { nextSteps, type Aggregate } from '#domain';
import { z } from 'zod';
import { actorOf } from '../access/actor-of.js';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { aggregateOf } from '../records/record-kinds.js';
import { InjectFourEyes } from '../tokens.js';
import { noSuchRecord } from '../records/reads.js';
import { RecordStates } from '#commands';

/** What can be recorded next: decided on the log, as the command itself will be. */
@Controller('api/:records/:id/next')
export class NextController {
  private readonly fields = new Map<string, Record<string, unknown>>();

  constructor(
    private readonly states: RecordStates,
    private readonly publicIds: PublicIds,
    private readonly reach: Reach,
    @InjectFourEyes() private readonly fourEyes: ReadonlySet<string>,
  ) {}

  @Get()
  @Allow('read-next-commands')
  async next(
    @Req() request: WithActor,
    @Param('records') records: string,
    @Param('id') given: string,
  ): Promise<NextCommands> {
    const aggregate = aggregateOf(records);
    const id = await this.publicIds.uuidOf(aggregate, given);
    const actor = actorOf(request);
    if (!(await this.reach.sees(actor, { aggregate, id }))) throw noSuchRecord();
    const { version, record } = await this.load(aggregate, id);
    return {
      id: id ?? given,
      publicId: record.state.publicId,
      version,
      commands: nextSteps(record.state).map(({ command: { name, path, summary, input }, phaseIds }) => ({
        ...{ name, path, summary, phaseIds: phaseIds === null ? null : [...phaseIds] },
        needsApproval: this.fourEyes.has(name),
        fields: this.fieldsOf(name, input),
      })),
    };
  }

  private async load(aggregate: Aggregate, id: string | undefined) {
    const found = id === undefined ? undefined : await this.states.newest(streamOf(aggregate, id));
    if (found?.record.state.exists === true) return found;
    throw noSuchRecord();
  }

  private fieldsOf(name: string, input: z.ZodType): Record<string, unknown> {
    const known = this.fields.get(name);
    if (known !== undefined) return known;
    const schema = bodySchema(name, input);
    this.fields.set(name, schema);
    return schema;
  }
}

/** The shape of a body as a JSON Schema whose root is the object itself; the shapes it names stand in `$defs`. */
function bodySchema(name: string, input: z.ZodType): Record<string, unknown> {
  const { $defs = {}, $ref: _root, ...rest } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  const { [name]: own, ...others } = $defs;
  return { ...rest, ...own, ...(Object.keys(others).length === 0 ? {} : { $defs: others }) };
}
