import { z } from 'zod';
import { COLLECTION_KINDS, QUANTITY_QUALIFIERS } from '../../codes/words.js';
import { defineEvent } from '../../event/define-event.js';
import { decimalSchema } from '../../values/decimal.js';
import { localIdSchema, publicIdSchema, reasonSchema, uuidSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';

const on = ['collection'] as const;

export const CollectionDefined = defineEvent(
  'CollectionDefined',
  on,
  z.object({
    publicId: publicIdSchema,
    titles: localizedTextSchema,
    kind: z.enum(COLLECTION_KINDS),
    description: localizedTextSchema.optional(),
  }),
);
export const ClaimStated = defineEvent(
  'ClaimStated',
  on,
  z.object({
    claimId: localIdSchema,
    metric: z.string().min(1).max(200),
    value: decimalSchema,
    qualifier: z.enum(QUANTITY_QUALIFIERS),
    unit: z.string().min(1).max(40),
    attributedTo: z.string().min(1).max(200),
  }),
);
export const MemberAdded = defineEvent(
  'MemberAdded',
  on,
  z.object({
    memberKind: z.enum(['agreement', 'project', 'collection']),
    memberId: uuidSchema,
    basis: z.enum(['stated', 'inferred']),
  }),
);
export const MemberRemoved = defineEvent(
  'MemberRemoved',
  on,
  z.object({
    memberKind: z.enum(['agreement', 'project', 'collection']),
    memberId: uuidSchema,
    reason: reasonSchema,
  }),
);

export const COLLECTION_EVENTS = [CollectionDefined, ClaimStated, MemberAdded, MemberRemoved] as const;
