import { cleanText, fieldErrors, type FieldError, type JsonValue } from '#contracts';
import {
  COMMAND_CATALOGUE,
  type Aggregate,
  type AnyCommand,
  type CommandDefinition,
  type CommandName,
} from '#domain';
import type { EventStore } from '#event-store';
import { dayInAlmaty, idFromName, isUuid, type Clock } from '#platform';
import type { z } from 'zod';
import { policy, type DenialCode } from '../access/index.js';
import { PublicIds } from '../record/public-ids.js';
import { AGREEMENT_WITH_PROJECT, PAIR_COMMANDS, planAgreementWithProject } from './agreement-with-project.js';
import { fingerprintOf } from './fingerprint.js';
import type { Moment } from './new-events.js';
import type { Plan } from './plan.js';
import type { CommandContext, CommandRequest, CommandResult, PairRequest } from './request.js';
import { acceptedResult, rejected, runPlan } from './run-plan.js';
import { planSingleRecord } from './single-record.js';

const DEFINITIONS: ReadonlyMap<CommandName, CommandDefinition<CommandName>> = new Map(
  COMMAND_CATALOGUE.map((definition) => [definition.name, definition]),
);

/** The one way to record something, for HTTP, command line and import alike. */
export class CommandService {
  constructor(
    private readonly store: EventStore,
    private readonly publicIds: PublicIds,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks who asks and what was sent, decides, appends, answers. A repeated command id gets its first answer.
   * @throws TypeError for a name that the kind of record does not have; StoreBusy, StoreUnavailable,
   *   OutcomeUnknown (repeat with the same command id), EventRefused.
   */
  async execute(request: CommandRequest): Promise<CommandResult> {
    const { name, target, actor } = request;
    const definition = DEFINITIONS.get(name);
    if (definition?.aggregates.includes(target.aggregate) !== true) {
      throw new TypeError(`${target.aggregate}s have no command ${name}`);
    }
    const denied = deniedTo(actor, [name]);
    if (denied !== undefined) return { kind: 'denied', code: denied };
    const input = readInput(definition.input, request.input);
    if (!input.ok) return { kind: 'invalid', errors: input.errors };
    const id = definition.creates ? idFromName('record', request.commandId) : await this.resolve(target);
    if (id === undefined) return rejected('STREAM_NOT_FOUND');
    const record = { aggregate: target.aggregate, id };
    const fingerprint = fingerprintOf({ name, record, input: input.sent, actor: actor.id });
    const moment = { ...request, command: name, today: this.today() };
    return this.run(moment, fingerprint, definition.creates, async () =>
      planSingleRecord({
        ...{ definition, target: record, fingerprint, commandId: moment.commandId, today: moment.today },
        command: { name, input: input.value } as AnyCommand,
        publicId: definition.creates ? await this.nextPublicId(target.aggregate, moment) : undefined,
      }),
    );
  }

  /** Registers an agreement and the one project it is about in one step; see `execute`. */
  async registerAgreementWithProject(request: PairRequest): Promise<CommandResult> {
    const denied = deniedTo(request.actor, PAIR_COMMANDS);
    if (denied !== undefined) return { kind: 'denied', code: denied };
    const input = readInput(AGREEMENT_WITH_PROJECT.input, request.input);
    if (!input.ok) return { kind: 'invalid', errors: input.errors };
    const { name } = AGREEMENT_WITH_PROJECT;
    const fingerprint = fingerprintOf({ name, input: input.sent, actor: request.actor.id });
    const moment = { ...request, command: name, today: this.today() };
    const { commandId, today } = moment;
    const newRecord = async <A extends 'agreement' | 'project'>(aggregate: A) => ({
      aggregate,
      id: idFromName(`record ${aggregate}`, commandId),
      publicId: await this.nextPublicId(aggregate, moment),
    });
    return this.run(moment, fingerprint, true, async () =>
      planAgreementWithProject({
        ...{ input: input.value, fingerprint, commandId, today },
        agreement: await newRecord('agreement'),
        project: await newRecord('project'),
      }),
    );
  }

  private async run(
    moment: Moment,
    fingerprint: string,
    creates: boolean,
    makePlan: () => Promise<Plan>,
  ): Promise<CommandResult> {
    // Asked first, so that a repetition uses up no public id.
    const found = creates ? await this.store.findCommand(moment.commandId) : undefined;
    if (found !== undefined) {
      return found.fingerprint === fingerprint
        ? acceptedResult({ ...found, kind: 'duplicate' })
        : { kind: 'mismatch' };
    }
    return runPlan(this.store, await makePlan(), moment);
  }

  private async resolve({ aggregate, id }: CommandRequest['target']): Promise<string | undefined> {
    if (id === undefined) throw new TypeError('the command is about a record: give its id');
    return isUuid(id) ? id.toLowerCase() : this.publicIds.find(aggregate, id);
  }

  private nextPublicId(aggregate: Aggregate, { today }: Moment): Promise<string> {
    return this.publicIds.next(aggregate, today.slice(0, 4));
  }

  private today(): string {
    return dayInAlmaty(this.clock.now());
  }
}

function deniedTo(actor: CommandContext['actor'], names: readonly CommandName[]): DenialCode | undefined {
  for (const name of names) {
    const verdict = policy(actor, name);
    if (!verdict.allow) return verdict.code;
  }
  return undefined;
}

type ReadInput<Schema extends z.ZodType> =
  | { readonly ok: true; readonly value: z.output<Schema>; readonly sent: JsonValue }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The input as its schema takes it, and as it was sent, in normal form: a repetition is recognised by that. */
function readInput<Schema extends z.ZodType>(schema: Schema, input: JsonValue): ReadInput<Schema> {
  const clean = cleanText(input);
  if (clean.errors.length > 0) return { ok: false, errors: clean.errors };
  const parsed = schema.safeParse(clean.value);
  return parsed.success
    ? { ok: true, value: parsed.data, sent: clean.value }
    : { ok: false, errors: fieldErrors(parsed.error, clean.value) };
}
