import type { AgreementCommand } from '../command/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseOther } from '../decision/other-record.js';
import { dayOf } from '../decision/recording.js';
import { refuseCurrency } from '../shared/refusals.js';
import type { AgreementState } from './state.js';

type Named<Name extends AgreementCommand['name']> = Extract<AgreementCommand, { name: Name }>;
type LinkName = 'LinkProject' | 'UnlinkProject' | 'RelateAgreement';

/** Decides links to projects and relations to other agreements. */
export function decideLinks(
  state: AgreementState,
  command: Named<LinkName>,
  context: DecisionContext,
): Decision {
  switch (command.name) {
    case 'LinkProject':
      return linkProject(state, command.input, context);
    case 'UnlinkProject': {
      const { projectId, reason } = command.input;
      if (!state.links.some((link) => link.projectId === projectId))
        return reject('TARGET_NOT_FOUND', { id: projectId });
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'ProjectUnlinked', data: { projectId, reason } }]);
    }
    case 'RelateAgreement': {
      const { otherId, relation } = command.input;
      const known = state.relations.some((link) => link.otherId === otherId && link.relation === relation);
      if (known) return reject('NO_CHANGE', { otherId, relation });
      return (
        refuseOther(context, otherId, 'agreement') ??
        accept([{ type: 'AgreementRelated', data: { otherId, relation } }])
      );
    }
  }
}

function linkProject(
  state: AgreementState,
  { projectId, relation, allocation, occurredOn }: Named<'LinkProject'>['input'],
  context: DecisionContext,
): Decision {
  if (projectId === context.recordId) return reject('TARGET_NOT_FOUND', { id: projectId });
  const known = state.links.some((link) => link.projectId === projectId && link.relation === relation);
  if (known) return reject('NO_CHANGE', { projectId, relation });
  const data = { projectId, relation, ...(allocation === undefined ? {} : { allocation }) };
  const day = dayOf(allocation?.statedOn ?? occurredOn, context);
  return (
    refuseOther(context, projectId, 'project') ??
    (allocation === undefined ? undefined : refuseCurrency(allocation, day)) ??
    accept([{ type: 'ProjectLinked', data }])
  );
}
