import { cleanText, fieldErrors, type FieldError, type JsonValue } from '#contracts';
import {
  COMMAND_CATALOGUE,
  publicId,
  type Aggregate,
  type AnyCommand,
  type CommandDefinition,
  type CommandName,
} from '#domain';
import type { EventStore } from '#event-store';
import { dayInAlmaty, idFromName, type Clock } from '#platform';
import type { z } from 'zod';
import { policy, type Actor, type DenialCode, type Resource } from '#identity';
import { PublicIds } from '../record/public-ids.js';
import { AGREEMENT_WITH_PROJECT, PAIR_COMMANDS, planAgreementWithProject } from './agreement-with-project.js';
import { isWithinReach, needsApproval, type CommandRules } from './command-rules.js';
import { fingerprintOf } from './fingerprint.js';
import type { Moment } from './new-events.js';
import type { Plan } from './plan.js';
import type { CommandContext, CommandRequest, CommandResult, PairRequest } from './request.js';
import { previewPlan, type PreviewResult } from './preview-plan.js';
import { acceptedResult, rejected, runPlan } from './run-plan.js';
import { planSingleRecord } from './single-record.js';

const DEFINITIONS: ReadonlyMap<CommandName, CommandDefinition<CommandName>> = new Map(
  COMMAND_CATALOGUE.map((definition) => [definition.name, definition]),
);

type PublicIdOf = (aggregate: Aggregate) => Promise<string>;

/** A command that was checked, ready to be planned once it is known whether it needs a public id. */
interface Prepared {
  readonly moment: Moment;
  readonly fingerprint: string;
  readonly creates: boolean;
  readonly plan: (publicIdOf: PublicIdOf) => Promise<Plan>;
}

/** The one way to record something, for HTTP, command line and import alike. */
export class CommandService {
  constructor(
    private readonly store: EventStore,
    private readonly publicIds: PublicIds,
    private readonly clock: Clock,
    private readonly rules: CommandRules = { fourEyes: new Set() },
  ) {}

  /**
   * Checks who asks and what was sent, decides, appends, answers. A repeated command id gets its first answer.
   * @throws TypeError for a name that the kind of record does not have; StoreBusy, StoreUnavailable,
   *   OutcomeUnknown (repeat with the same command id), EventRefused.
   */
  async execute(request: CommandRequest): Promise<CommandResult> {
    const prepared = await this.prepare(request);
    if ('kind' in prepared) return prepared;
    const result = await this.run(prepared, (aggregate) => this.nextPublicId(aggregate, prepared.moment));
    await this.reachOwn(request.actor, prepared, result, [request.target.aggregate]);
    return result;
  }

  /** What `execute` would record or answer now; nothing is recorded. */
  async preview(request: CommandRequest): Promise<PreviewResult> {
    const prepared = await this.prepare(request);
    return 'kind' in prepared ? prepared : this.show(prepared);
  }

  /** Registers an agreement and the one project it is about in one step; see `execute`. */
  async registerAgreementWithProject(request: PairRequest): Promise<CommandResult> {
    const prepared = this.preparePair(request);
    if ('kind' in prepared) return prepared;
    const result = await this.run(prepared, (aggregate) => this.nextPublicId(aggregate, prepared.moment));
    await this.reachOwn(request.actor, prepared, result, ['agreement', 'project']);
    return result;
  }

  /** See `preview`. */
  async previewAgreementWithProject(request: PairRequest): Promise<PreviewResult> {
    const prepared = this.preparePair(request);
    return 'kind' in prepared ? prepared : this.show(prepared);
  }

  private async prepare(request: CommandRequest): Promise<Prepared | CommandResult> {
    const { name, target, actor } = request;
    const definition = DEFINITIONS.get(name);
    if (definition?.aggregates.includes(target.aggregate) !== true) {
      throw new TypeError(`${target.aggregate}s have no command ${name}`);
    }
    const denied = deniedTo(actor, [name]);
    if (denied !== undefined) return { kind: 'denied', code: denied };
    const input = readInput(definition.input, request.input);
    if (!input.ok) return { kind: 'invalid', errors: input.errors };
    const seen = deniedTo(actor, [name], visibilityOf(input.value));
    if (seen !== undefined) return { kind: 'denied', code: seen };
    const id = definition.creates ? idFromName('record', request.commandId) : await this.resolve(target);
    const { aggregate } = target;
    const command = { name, input: input.value } as AnyCommand;
    // Absent or out of reach: the same work, and the same answer.
    const asked = { actor, record: { aggregate, id }, command };
    const within = definition.creates || (await isWithinReach(this.rules, asked));
    if (id === undefined || !within) return rejected('STREAM_NOT_FOUND');
    const record = { aggregate, id };
    const about = { store: this.store, record, command };
    if (!definition.creates && (await needsApproval(this.rules, request, about)))
      return { kind: 'unapproved' };
    const fingerprint = fingerprintOf({ name, record, input: input.sent, actor: actor.id });
    const moment = { ...request, command: name, today: this.today() };
    return {
      moment,
      fingerprint,
      creates: definition.creates,
      plan: async (publicIdOf) =>
        planSingleRecord({
          ...{ definition, target: record, fingerprint, commandId: moment.commandId, today: moment.today },
          command,
          publicId: definition.creates ? await publicIdOf(target.aggregate) : undefined,
        }),
    };
  }

  private preparePair(request: PairRequest): Prepared | CommandResult {
    const denied = deniedTo(request.actor, PAIR_COMMANDS);
    if (denied !== undefined) return { kind: 'denied', code: denied };
    const input = readInput(AGREEMENT_WITH_PROJECT.input, request.input);
    if (!input.ok) return { kind: 'invalid', errors: input.errors };
    const { name } = AGREEMENT_WITH_PROJECT;
    const fingerprint = fingerprintOf({ name, input: input.sent, actor: request.actor.id });
    const moment = { ...request, command: name, today: this.today() };
    const { commandId, today } = moment;
    return {
      moment,
      fingerprint,
      creates: true,
      plan: async (publicIdOf) => {
        const newRecord = async <A extends 'agreement' | 'project'>(aggregate: A) => ({
          ...{ aggregate, id: idFromName(`record ${aggregate}`, commandId) },
          publicId: await publicIdOf(aggregate),
        });
        return planAgreementWithProject({
          ...{ input: input.value, fingerprint, commandId, today },
          agreement: await newRecord('agreement'),
          project: await newRecord('project'),
        });
      },
    };
  }

  private async run(prepared: Prepared, publicIdOf: PublicIdOf): Promise<CommandResult> {
    const known = await this.firstAnswer(prepared);
    return known ?? runPlan(this.store, await prepared.plan(publicIdOf), prepared.moment);
  }

  private async show(prepared: Prepared): Promise<PreviewResult> {
    const { today } = prepared.moment;
    const known = await this.firstAnswer(prepared);
    // Numbers are given when a record is made: none is used up here.
    const unnumbered = (aggregate: Aggregate) => Promise.resolve(publicId(aggregate, today.slice(0, 4), 0));
    return known ?? previewPlan(this.store, await prepared.plan(unnumbered), prepared.moment);
  }

  /** Asked first where a record is made, so that a repetition uses up no public id. */
  private async firstAnswer({ creates, moment, fingerprint }: Prepared): Promise<CommandResult | undefined> {
    const found = creates ? await this.store.findCommand(moment.commandId) : undefined;
    if (found === undefined) return undefined;
    return found.fingerprint === fingerprint
      ? acceptedResult({ ...found, kind: 'duplicate' })
      : { kind: 'mismatch' };
  }

  /** Whoever is limited to some records may go on with those that they made. */
  private async reachOwn(
    actor: Actor,
    { creates }: Prepared,
    result: CommandResult,
    aggregates: readonly Aggregate[],
  ): Promise<void> {
    const { reach } = this.rules;
    if (!creates || actor.scoped !== true || reach === undefined || result.kind !== 'accepted') return;
    const ids = [result.answer.id, result.answer.project?.id];
    for (const [index, aggregate] of aggregates.entries()) {
      const id = ids[index];
      if (id !== undefined) await reach.add(actor.id, { aggregate, id });
    }
  }

  private async resolve({ aggregate, id }: CommandRequest['target']): Promise<string | undefined> {
    if (id === undefined) throw new TypeError('the command is about a record: give its id');
    return this.publicIds.uuidOf(aggregate, id);
  }

  private nextPublicId(aggregate: Aggregate, { today }: Moment): Promise<string> {
    return this.publicIds.next(aggregate, today.slice(0, 4));
  }

  private today(): string {
    return dayInAlmaty(this.clock.now());
  }
}

function deniedTo(
  actor: CommandContext['actor'],
  names: readonly CommandName[],
  resource: Resource = {},
): DenialCode | undefined {
  for (const name of names) {
    const verdict = policy(actor, name, resource);
    if (!verdict.allow) return verdict.code;
  }
  return undefined;
}

/** What is to be internal is recorded by those who may read it; how far rights reach is asked next. */
const visibilityOf = (input: unknown): Resource => {
  const { visibility } = input as { visibility?: Resource['visibility'] };
  return visibility === undefined ? {} : { visibility, inReach: true };
};

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
