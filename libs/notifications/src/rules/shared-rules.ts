import type { Rules } from './event-rules.js';
import { tell } from './notice.js';

/** What every kind of record can have said of it. Descriptions and evidence alone are no news. */
export const sharedRules: Rules<
  | 'PartyAdded'
  | 'PartyRemoved'
  | 'PartyReplaced'
  | 'ValueStated'
  | 'ValueRevised'
  | 'ClassificationSet'
  | 'LocationSet'
  | 'EvidenceAttached'
  | 'StatusConfirmed'
  | 'FactVerified'
  | 'FactDisputed'
  | 'RecordMerged'
  | 'RecordVoided'
> = {
  PartyAdded: ({ party }) => tell('plan', 'party.added', { party }),
  PartyRemoved: ({ party, reason }) =>
    tell('plan', 'party.removed', { party, explanation: reason }, { formerParties: [party] }),
  PartyReplaced: ({ from, to, reason }) =>
    tell(
      'plan',
      'party.replaced',
      { party: from, newParty: to, explanation: reason },
      { formerParties: [from] },
    ),
  ValueStated: ({ value }) => tell('money', 'value.stated', { money: value }),
  ValueRevised: ({ value, reason }) => tell('money', 'value.revised', { money: value, explanation: reason }),
  ClassificationSet: null,
  LocationSet: null,
  EvidenceAttached: null,
  StatusConfirmed: null,
  FactVerified: null,
  FactDisputed: ({ byParty, statement }) =>
    tell('correction', 'fact.disputed', { party: byParty, explanation: statement }),
  RecordMerged: ({ reason }) => tell('end', 'record.merged', { explanation: reason }),
  RecordVoided: ({ reason }) => tell('end', 'record.voided', { explanation: reason }),
};
