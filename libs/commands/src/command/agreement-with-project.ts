import { z } from 'zod';
import {
  COMMAND_CATALOGUE,
  type AnyCommand,
  type AnyEvent,
  type CommandName,
  type Decision,
  type DecisionContext,
} from '#domain';
import {
  evolveRecord,
  decideRecord,
  RECORD_MODELS,
  streamOf,
  type LoadedRecord,
} from '../record/record-model.js';
import { localIds } from './local-ids.js';
import type { Plan, PlanVerdict, RecordRef } from './plan.js';
import { registrationClaims } from './single-record.js';

const inputOf = (name: CommandName): z.ZodObject => {
  const definition = COMMAND_CATALOGUE.find((command) => command.name === name);
  if (definition === undefined) throw new TypeError(`there is no command ${name}`);
  return definition.input;
};
const linkFields = inputOf('LinkProject').shape;

/** An agreement and the one project it is about, registered and linked at once or not at all. */
export const AGREEMENT_WITH_PROJECT = {
  name: 'RegisterAgreementWithProject',
  path: 'with-project',
  summary: 'Registers an agreement together with the one project that it is about, and links the two',
  input: z
    .strictObject({
      agreement: inputOf('RegisterAgreement'),
      project: inputOf('RegisterProject'),
      relation: linkFields['relation'] as z.ZodType<string>,
      allocation: linkFields['allocation'] as z.ZodType,
    })
    .partial({ allocation: true })
    .meta({ id: 'RegisterAgreementWithProject' }),
} as const;

/** Commands that this one stands for: who may send it may send each of them. */
export const PAIR_COMMANDS = ['RegisterAgreement', 'RegisterProject', 'LinkProject'] as const;

type Input = z.output<typeof AGREEMENT_WITH_PROJECT.input>;

export interface PairCommand {
  readonly input: Input;
  readonly agreement: RecordRef & { readonly publicId: string };
  readonly project: RecordRef & { readonly publicId: string };
  readonly fingerprint: string;
  readonly commandId: string;
  readonly today: string;
}

/** Both registrations and the link between them as one decision over two streams. */
export function planAgreementWithProject(request: PairCommand): Plan {
  const { agreement, project, input } = request;
  const streams = [streamOf('agreement', agreement.id), streamOf('project', project.id)];
  return {
    name: AGREEMENT_WITH_PROJECT.name,
    target: agreement,
    second: project,
    fingerprint: request.fingerprint,
    streams,
    decide: () => decidePair(request, commandsOf(input, project.id)),
  };
}

interface PairCommands {
  readonly agreement: AnyCommand;
  readonly project: AnyCommand;
  readonly link: AnyCommand;
}

// The schemas of the three commands have checked the parts; the link says when and how it is known as the agreement does.
function commandsOf({ agreement, project, relation, allocation }: Input, projectId: string): PairCommands {
  const { occurredOn, sources, basis, visibility } = agreement;
  const link = { projectId, relation, allocation, occurredOn, sources, basis, visibility };
  return {
    agreement: { name: 'RegisterAgreement', input: agreement } as AnyCommand,
    project: { name: 'RegisterProject', input: project } as AnyCommand,
    link: { name: 'LinkProject', input: link } as AnyCommand,
  };
}

function decidePair(request: PairCommand, commands: PairCommands): PlanVerdict {
  const { agreement, project, commandId } = request;
  const newLocalId = localIds(commandId);
  const base = { today: request.today, newLocalId, others: {} };
  const empty = { agreement: RECORD_MODELS.agreement.initial, project: RECORD_MODELS.project.initial };
  const signed = decideRecord(empty.agreement, commands.agreement, {
    ...{ ...base, recordId: agreement.id, publicId: agreement.publicId },
  });
  if (signed.kind === 'rejected') return signed;
  const built = decideRecord(empty.project, commands.project, {
    ...{ ...base, recordId: project.id, publicId: project.publicId },
  });
  if (built.kind === 'rejected') return built;
  const registered = folded(empty.agreement, signed.events, request.today);
  const linked = decideRecord(registered, commands.link, linkContext(request, base));
  if (linked.kind === 'rejected') return linked;
  return verdict(request, commands, [signed, built, linked]);
}

type Accepted = Extract<Decision, { kind: 'accepted' }>;

function verdict(
  request: PairCommand,
  commands: PairCommands,
  decisions: readonly [Accepted, Accepted, Accepted],
): PlanVerdict {
  const { agreement, project } = request;
  const [signed, built, linked] = decisions;
  const agreementStream = streamOf('agreement', agreement.id);
  return {
    kind: 'accepted',
    parts: [
      {
        stream: agreementStream,
        recording: commands.agreement.input,
        events: [...signed.events, ...linked.events],
      },
      { stream: streamOf('project', project.id), recording: commands.project.input, events: built.events },
    ],
    warnings: decisions.flatMap(({ warnings }) => warnings),
    claims: [
      ...registrationClaims(agreement, agreement.publicId, commands.agreement),
      ...registrationClaims(project, project.publicId, commands.project),
    ],
    publicId: agreement.publicId,
  };
}

const linkContext = (
  { agreement, project }: PairCommand,
  base: Omit<DecisionContext, 'recordId'>,
): DecisionContext => ({
  ...base,
  recordId: agreement.id,
  others: {
    [project.id]: { aggregate: 'project', exists: true, voided: false, status: null, leadsBack: false },
  },
});

function folded(empty: LoadedRecord, events: readonly AnyEvent[], today: string): LoadedRecord {
  const fold = (record: LoadedRecord, event: AnyEvent, index: number): LoadedRecord =>
    evolveRecord(record, {
      ...event,
      ...{ id: String(index), occurredOn: null, recordedOn: today, sources: [], visibility: 'public' },
    });
  return events.reduce<LoadedRecord>(fold, empty);
}
