import type { CollectionCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseOther } from '../decision/other-record.js';
import { refuseUnusable } from '../decision/recording.js';
import { decideRegistration } from '../shared/decide-registration.js';
import { decideShared } from '../shared/decide-shared.js';
import type { CollectionState } from './state.js';

/** Decides a command on a collection. Pure and total: every refusal is a value. */
export function decideCollection(
  state: CollectionState,
  command: CollectionCommand,
  context: DecisionContext,
): Decision {
  if (command.name === 'DefineCollection') return define(state, command.input, context);
  const refused = refuseUnusable(state, command.input, context.today);
  if (refused !== undefined) return refused;
  switch (command.name) {
    case 'StateClaim': {
      const { claimId, metric, value, qualifier, unit, attributedTo } = command.input;
      const same = state.claims.some(
        (claim) => claim.metric === metric && claim.value === value && claim.attributedTo === attributedTo,
      );
      if (same) return reject('NO_CHANGE', { metric });
      const id = claimId ?? context.newLocalId('claim');
      return accept([
        { type: 'ClaimStated', data: { claimId: id, metric, value, qualifier, unit, attributedTo } },
      ]);
    }
    case 'AddMember': {
      const { memberKind, memberId, membershipBasis } = command.input;
      if (state.members.some((member) => member.memberId === memberId))
        return reject('NO_CHANGE', { id: memberId });
      return (
        refuseOther(context, memberId, memberKind) ??
        accept([{ type: 'MemberAdded', data: { memberKind, memberId, basis: membershipBasis } }])
      );
    }
    case 'RemoveMember': {
      const { memberKind, memberId, reason } = command.input;
      const known = state.members.some(
        (member) => member.memberId === memberId && member.memberKind === memberKind,
      );
      if (!known) return reject('TARGET_NOT_FOUND', { id: memberId });
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'MemberRemoved', data: { memberKind, memberId, reason } }]);
    }
    default:
      return decideShared(state, command, context);
  }
}

function define(
  state: CollectionState,
  input: Extract<CollectionCommand, { name: 'DefineCollection' }>['input'],
  context: DecisionContext,
): Decision {
  const { titles, description, kind, claims } = input;
  const registered: AnyEvent = {
    type: 'CollectionDefined',
    data: {
      ...{ publicId: context.publicId ?? '', titles, kind },
      ...(description === undefined ? {} : { description }),
    },
  };
  const further = claims.map(({ claimId, ...claim }, index): AnyEvent => ({
    type: 'ClaimStated',
    data: { ...claim, claimId: claimId ?? context.newLocalId(`claim-${index + 1}`) },
  }));
  return decideRegistration(state, { registered, input, further }, context);
}
