import { z } from 'zod';
import { CHANGE_KINDS, CLASSIFICATION_SCHEMES, DOCUMENT_TYPES } from '../../codes/words.js';
import { defineEvent } from '../../event/define-event.js';
import { reasonSchema, uuidSchema } from '../../values/ids.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { participationSchema, partySchema } from '../../values/party.js';
import { locationSchema } from '../../values/place.js';
import { sourceSchema } from '../../values/source.js';

const on = ['agreement', 'project', 'collection'] as const;

export const PartyAdded = defineEvent('PartyAdded', on, participationSchema);
export const PartyRemoved = defineEvent(
  'PartyRemoved',
  on,
  z.object({ party: partySchema, role: participationSchema.shape.role.optional(), reason: reasonSchema }),
);
export const PartyReplaced = defineEvent(
  'PartyReplaced',
  on,
  z.object({ from: partySchema, to: partySchema, reason: reasonSchema }),
);
export const ValueStated = defineEvent('ValueStated', on, z.object({ value: moneySchema }));
export const ValueRevised = defineEvent(
  'ValueRevised',
  on,
  z.object({ value: moneySchema, changeKind: z.enum(CHANGE_KINDS), reason: reasonSchema.optional() }),
);
export const ClassificationSet = defineEvent(
  'ClassificationSet',
  on,
  z.object({ scheme: z.enum(CLASSIFICATION_SCHEMES), code: z.string().min(1).max(60) }),
);
export const LocationSet = defineEvent('LocationSet', on, locationSchema);
export const EvidenceAttached = defineEvent(
  'EvidenceAttached',
  on,
  z.object({
    source: sourceSchema,
    supportsEventId: uuidSchema.optional(),
    documentType: z.enum(DOCUMENT_TYPES),
  }),
);
export const StatusConfirmed = defineEvent('StatusConfirmed', on, z.object({ asOf: partialDateSchema }));
export const FactVerified = defineEvent(
  'FactVerified',
  on,
  z.object({ targetEventId: uuidSchema, method: z.string().min(1).max(500) }),
);
export const FactDisputed = defineEvent(
  'FactDisputed',
  on,
  z.object({ targetEventId: uuidSchema, byParty: partySchema, statement: z.string().min(1).max(4000) }),
);
export const RecordMerged = defineEvent(
  'RecordMerged',
  on,
  z.object({ intoId: uuidSchema, reason: reasonSchema }),
);
export const RecordVoided = defineEvent('RecordVoided', on, z.object({ reason: reasonSchema }));

export const SHARED_EVENTS = [
  PartyAdded,
  PartyRemoved,
  PartyReplaced,
  ValueStated,
  ValueRevised,
  ClassificationSet,
  LocationSet,
  EvidenceAttached,
  StatusConfirmed,
  FactVerified,
  FactDisputed,
  RecordMerged,
  RecordVoided,
] as const;
