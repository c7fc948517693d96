import { z } from 'zod';
import { COLLECTION_KINDS } from '../../codes/words.js';
import { defineCommand, defineCreation } from '../../command/define-command.js';
import { registrationFields } from '../../shared/commands/registration.js';
import { localIdSchema, reasonSchema, uuidSchema } from '../../values/ids.js';
import * as events from '../events/collection-events.js';

const on = ['collection'] as const;
const { memberKind, basis } = events.MemberAdded.schema.shape;
const { metric, value, qualifier, unit, attributedTo } = events.ClaimStated.schema.shape;
const claim = {
  claimId: localIdSchema.optional(),
  metric,
  value,
  qualifier: qualifier.default('exact'),
  unit,
  attributedTo,
};
const { milestones: _none, ...fields } = registrationFields;

export const COLLECTION_COMMANDS = [
  defineCreation('DefineCollection', 'collection', {
    summary: 'Defines a council session, programme, initiative or package',
    fields: {
      kind: z.enum(COLLECTION_KINDS),
      claims: z.array(z.strictObject(claim)).max(50).default([]),
      ...fields,
    },
  }),
  defineCommand('StateClaim', 'state-claim', on, {
    summary: 'Records a figure that somebody states about the whole; it is never added to the members',
    fields: claim,
  }),
  defineCommand('AddMember', 'add-member', on, {
    summary: 'Adds an agreement, a project or another collection',
    fields: { memberKind, memberId: uuidSchema, membershipBasis: basis.default('stated') },
  }),
  defineCommand('RemoveMember', 'remove-member', on, {
    summary: 'Removes a member that does not belong here',
    fields: { memberKind, memberId: uuidSchema, reason: reasonSchema.optional() },
  }),
] as const;
