import { reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { dayOf, refuseFuture } from '../decision/recording.js';
import { EVENT_CATALOGUE } from '../event/catalogue.js';
import type { Fact } from '../event/fact.js';
import { refuseClassification, refuseCurrency, refuseRegions } from '../shared/refusals.js';
import { sameValue } from '../values/same.js';
import { merged } from './effective-facts.js';
import type { CorrectionCommand } from '../command/catalogue.js';

type Correction = CorrectionCommand['input']['corrections'][number];

/** What ties an event to its record, to others and to itself: wrong there means that it is another event. */
const TIES = new Set([
  ...['publicId', 'projectId', 'otherId', 'memberId', 'memberKind', 'byAgreementId', 'intoId'],
  ...['milestoneId', 'baselineId', 'claimId', 'targetEventId', 'supportsEventId'],
]);

/** Refuses a correction that changes nothing, more than it may, or makes an event that the log would not take. */
export function refusePatch(
  original: Fact,
  { patch, targetEventId: eventId }: Correction,
  context: DecisionContext,
): Decision | undefined {
  const tie = Object.keys(patch.data ?? {}).find((name) => TIES.has(name));
  if (tie !== undefined) return reject('FIELD_NOT_CORRECTABLE', { eventId, name: tie });
  const data = patch.data === undefined ? original.data : merged(original.data, patch.data);
  const occurredOn = patch.occurredOn === undefined ? original.occurredOn : patch.occurredOn;
  if (sameValue(data, original.data) && occurredOn === original.occurredOn) {
    return reject('NO_CHANGE', { eventId });
  }
  const { schema } = EVENT_CATALOGUE.find(({ type }) => type === original.type) ?? {};
  const parsed = schema?.safeParse(data);
  if (parsed?.success !== true || !sameValue(parsed.data, data)) {
    const issue = parsed?.error?.issues[0];
    const name = issue?.path.join('/') ?? '';
    return reject('PATCH_INVALID', { eventId, name, problem: issue?.message ?? 'is not part of the event' });
  }
  const corrected = { ...original, data, occurredOn } as Fact;
  return refuseFuture(occurredOn ?? undefined, context.today) ?? refuseCodes(corrected, context);
}

/** Codes with a life of their own hold on the day of the fact. */
function refuseCodes(fact: Fact, context: DecisionContext): Decision | undefined {
  const occurredOn = fact.occurredOn ?? undefined;
  switch (fact.type) {
    case 'ValueStated':
    case 'ValueRevised':
      return refuseCurrency(fact.data.value, dayOf(fact.data.value.statedOn ?? occurredOn, context));
    case 'LocationSet':
      return refuseRegions(fact.data, dayOf(occurredOn, context));
    case 'ClassificationSet':
      return refuseClassification(fact.data);
    default:
      return undefined;
  }
}
