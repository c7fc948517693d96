import type { RolledStage } from '../headline/project-stage.js';
import type { AnyRecord } from '../record/any-record.js';
import { currentState } from '../timeline/index.js';
import { isCurrency } from '../codes/currencies.js';
import { compareDecimals, sumDecimals } from '../values/decimal.js';
import { countableAmount, type Money } from '../values/money.js';
import { finding, type Finding } from './checks.js';
import { ownFindings } from './own-findings.js';

/** What of the records next to one its checks look at. */
export interface Around {
  readonly coveredStages: readonly RolledStage[];
  readonly members: readonly { readonly aggregate: AnyRecord['aggregate']; readonly worth: Money | null }[];
}

const ENDED = new Set(['Terminated', 'Expired', 'Withdrawn', 'Lapsed']);
const RUNNING = new Set<RolledStage>(['Preparing', 'UnderConstruction', 'Built', 'PartiallyOperational']);
const DOCUMENTS = new Set(['documents', 'agreements']);

/** Everything that is doubtful about a record among the others that the same audience knows. */
export function findingsOf(state: AnyRecord, around: Around): readonly Finding[] {
  if (!state.exists || state.voided || state.mergedInto !== null) return [];
  const all = [...ownFindings(state), ...amongOthers(state, around)];
  // One reason a check and subject: what was told twice is doubtful once.
  return [...new Map(all.map((found) => [`${found.check} ${found.subject}`, found])).values()];
}

function amongOthers(state: AnyRecord, { coveredStages, members }: Around): readonly Finding[] {
  if (state.aggregate === 'agreement') {
    const { status } = currentState(state.track);
    const running = coveredStages.filter((stage) => RUNNING.has(stage));
    if (!ENDED.has(status) || running.length === 0) return [];
    return [finding('endedWithWorksRunning', { details: { status, running: running.length } })];
  }
  return state.aggregate === 'collection' ? claims(state, members) : [];
}

/** Claims about the whole that its known members do not come to: more is claimed, or more is not yet known. */
function claims(
  state: Extract<AnyRecord, { aggregate: 'collection' }>,
  members: Around['members'],
): Finding[] {
  return state.claims.flatMap(({ claimId, unit, value, eventId }) => {
    const known = knownOf(unit, members);
    if (known === undefined || compareDecimals(known, value) >= 0) return [];
    const details = { claimed: value, known, unit };
    return finding('claimBeyondMembers', { subject: claimId, details, eventIds: [eventId] });
  });
}

function knownOf(unit: string, members: Around['members']): string | undefined {
  if (DOCUMENTS.has(unit)) {
    return String(members.filter(({ aggregate }) => aggregate === 'agreement').length);
  }
  if (!isCurrency(unit)) return undefined;
  const amounts = members.flatMap(({ worth }) =>
    worth?.currency === unit ? (countableAmount(worth)?.amount ?? []) : [],
  );
  return sumDecimals(amounts);
}
