import type { z } from 'zod';
import type { AnyEvent } from '../event/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { dayOf, refuseFuture, type Recording } from '../decision/recording.js';
import type { RecordCore } from '../record/state.js';
import type { WarningCode } from '../decision/rejections.js';
import type { Participation } from '../values/party.js';
import type { Money } from '../values/money.js';
import type { Location } from '../values/place.js';
import type { plannedMilestoneSchema } from './commands/registration.js';
import type { ClassificationSet } from './events/shared-events.js';
import {
  isPast,
  refuseClassification,
  refuseCurrency,
  refuseParticipation,
  refuseRegions,
} from './refusals.js';

type Scheme = z.output<typeof ClassificationSet.schema>['scheme'];

/** The parts that a registration of any kind may carry; collections carry no milestones. */
export interface RegistrationParts {
  readonly parties: readonly Participation[];
  readonly value?: Money | undefined;
  readonly classifications: readonly { readonly scheme: Scheme; readonly code: string }[];
  readonly location?: Location | undefined;
  readonly milestones?: readonly z.output<typeof plannedMilestoneSchema>[];
}

/** The registered event followed by one event for each part that the form filled in. */
export function decideRegistration(
  state: RecordCore,
  {
    registered,
    input,
    further,
  }: { registered: AnyEvent; input: RegistrationParts & Recording; further: readonly AnyEvent[] },
  context: DecisionContext,
): Decision {
  if (state.exists) return reject('ALREADY_REGISTERED', { publicId: state.publicId });
  const day = dayOf(input.occurredOn, context);
  const refused =
    refuseFuture(input.occurredOn, context.today) ??
    (input.value === undefined
      ? undefined
      : refuseCurrency(input.value, dayOf(input.value.statedOn ?? input.occurredOn, context))) ??
    (input.location === undefined ? undefined : refuseRegions(input.location, day)) ??
    input.classifications.map(refuseClassification).find((decision) => decision !== undefined) ??
    refuseParties(input.parties) ??
    refuseDoublePlans(input.milestones ?? []);
  if (refused !== undefined) return refused;
  const milestones = input.milestones ?? [];
  const warnings: WarningCode[] = milestones.some(({ plannedOn }) => isPast(plannedOn, context.today))
    ? ['PLAN_ALREADY_PAST']
    : [];
  return accept([registered, ...partEvents(input, context), ...further], warnings);
}

function refuseParties(parties: readonly Participation[]): Decision | undefined {
  for (const [index, entry] of parties.entries()) {
    const refused = refuseParticipation(parties.slice(0, index), entry);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** One promised date for each milestone: what is named twice would silently replace itself. */
function refuseDoublePlans(milestones: NonNullable<RegistrationParts['milestones']>): Decision | undefined {
  const names = milestones.flatMap(({ milestoneId, code, phaseId }) => [
    ...(milestoneId === undefined ? [] : [`id ${milestoneId}`]),
    ...(code === 'other' ? [] : [`code ${code} ${phaseId ?? ''}`]),
  ]);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  return double === undefined ? undefined : reject('USE_RESCHEDULE', { milestone: double });
}

function partEvents(input: RegistrationParts, context: DecisionContext): AnyEvent[] {
  return [
    ...input.parties.map((data): AnyEvent => ({ type: 'PartyAdded', data })),
    ...(input.value === undefined ? [] : [{ type: 'ValueStated', data: { value: input.value } } as const]),
    ...input.classifications.map((data): AnyEvent => ({ type: 'ClassificationSet', data })),
    ...(input.location === undefined ? [] : [{ type: 'LocationSet', data: input.location } as const]),
    ...(input.milestones ?? []).map(({ milestoneId, ...milestone }): AnyEvent => ({
      type: 'MilestonePlanned',
      data: { ...milestone, milestoneId: milestoneId ?? context.newLocalId(milestone.code) },
    })),
  ];
}
