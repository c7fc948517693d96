import type { Aggregate } from '../event/define-event.js';
import { reject, type Decision, type DecisionContext } from './decision.js';

/** Refuses a link to the record itself, to one that is not there or was taken out, and one that closes a circle. */
export function refuseOther(
  context: Pick<DecisionContext, 'recordId' | 'others'>,
  id: string,
  aggregate: Aggregate,
): Decision | undefined {
  if (id === context.recordId) return reject('SELF_LINK');
  const other = context.others[id];
  if (other === undefined || !other.exists || other.aggregate !== aggregate) {
    return reject('TARGET_NOT_FOUND', { id });
  }
  if (other.voided) return reject('RECORD_VOIDED', { id });
  return other.leadsBack ? reject('LINK_CYCLE', { id }) : undefined;
}
