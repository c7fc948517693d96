import type { SharedCommand } from '../command/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseOther } from '../decision/other-record.js';
import { dayOf, refuseFuture } from '../decision/recording.js';
import { interval } from '../event/fact.js';
import { heldBefore } from '../record/effective.js';
import type { RecordCore } from '../record/state.js';
import { partyKey } from '../values/party.js';
import { sameValue } from '../values/same.js';
import { sourceKey } from '../values/source.js';
import { refuseClassification, refuseCurrency, refuseParticipation, refuseRegions } from './refusals.js';

/** Decides what every kind of record takes. The record is known to exist and to be open. */
export function decideShared(state: RecordCore, command: SharedCommand, context: DecisionContext): Decision {
  switch (command.name) {
    case 'AddParty':
    case 'RemoveParty':
    case 'ReplaceParty':
      return decideParties(state, command);
    case 'StateValue':
    case 'ReviseValue':
      return decideValue(state, command, context);
    case 'SetClassification': {
      const { scheme, code } = command.input;
      if (state.classifications[scheme] === code) return reject('NO_CHANGE');
      return (
        refuseClassification({ scheme, code }) ??
        accept([{ type: 'ClassificationSet', data: { scheme, code } }])
      );
    }
    case 'SetLocation': {
      const { occurredOn, sources: _s, basis: _b, visibility: _v, note: _n, ...location } = command.input;
      return (
        refuseRegions(location, dayOf(occurredOn, context)) ??
        accept([{ type: 'LocationSet', data: location }])
      );
    }
    case 'AttachEvidence':
    case 'ConfirmStatus':
    case 'VerifyFact':
    case 'DisputeFact':
      return decideEvidence(state, command, context);
    case 'MergeRecord':
      return decideMerge(state, command.input, context);
    case 'VoidRecord': {
      const { reason } = command.input;
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'RecordVoided', data: { reason } }]);
    }
  }
}

function decideParties(
  state: RecordCore,
  command: Extract<SharedCommand, { name: 'AddParty' | 'RemoveParty' | 'ReplaceParty' }>,
): Decision {
  switch (command.name) {
    case 'AddParty': {
      const { party, role, side, share } = command.input;
      const entry = { party, role, side, ...(share === undefined ? {} : { share }) };
      return refuseParticipation(state.parties, entry) ?? accept([{ type: 'PartyAdded', data: entry }]);
    }
    case 'RemoveParty': {
      const { party, role, reason } = command.input;
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      const known = state.parties.some(
        (entry) => partyKey(entry.party) === partyKey(party) && (role === undefined || role === entry.role),
      );
      if (!known) return reject('TARGET_NOT_FOUND', { party: party.name });
      return accept([
        { type: 'PartyRemoved', data: { party, reason, ...(role === undefined ? {} : { role }) } },
      ]);
    }
    case 'ReplaceParty': {
      const { from, to, reason } = command.input;
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      if (partyKey(from) === partyKey(to)) return reject('NO_CHANGE');
      const known = state.parties.some((entry) => partyKey(entry.party) === partyKey(from));
      if (!known) return reject('TARGET_NOT_FOUND', { party: from.name });
      return accept([{ type: 'PartyReplaced', data: { from, to, reason } }]);
    }
  }
}

type EvidenceName = 'AttachEvidence' | 'ConfirmStatus' | 'VerifyFact' | 'DisputeFact';

function decideEvidence(
  state: RecordCore,
  command: Extract<SharedCommand, { name: EvidenceName }>,
  context: DecisionContext,
): Decision {
  switch (command.name) {
    case 'AttachEvidence': {
      const { source, supportsEventId, documentType } = command.input;
      if (supportsEventId !== undefined && !state.eventIds.includes(supportsEventId)) {
        return reject('TARGET_NOT_FOUND', { eventId: supportsEventId });
      }
      const known = state.sourceKeys.includes(sourceKey(source));
      if (known && supportsEventId === undefined) return reject('NO_CHANGE', { source: source.title });
      const supports = supportsEventId === undefined ? {} : { supportsEventId };
      return accept(
        [{ type: 'EvidenceAttached', data: { source, documentType, ...supports } }],
        known ? ['ALREADY_KNOWN_SOURCE'] : [],
      );
    }
    case 'ConfirmStatus':
      return (
        refuseFuture(command.input.asOf, context.today) ??
        accept([{ type: 'StatusConfirmed', data: { asOf: command.input.asOf } }])
      );
    case 'VerifyFact': {
      const { targetEventId, method } = command.input;
      if (!state.eventIds.includes(targetEventId))
        return reject('TARGET_NOT_FOUND', { eventId: targetEventId });
      return accept([{ type: 'FactVerified', data: { targetEventId, method } }]);
    }
    case 'DisputeFact': {
      const { targetEventId, byParty, statement } = command.input;
      if (!state.eventIds.includes(targetEventId))
        return reject('TARGET_NOT_FOUND', { eventId: targetEventId });
      return accept([{ type: 'FactDisputed', data: { targetEventId, byParty, statement } }]);
    }
  }
}

function decideMerge(
  state: RecordCore,
  { intoId, reason }: { intoId: string; reason?: string | undefined },
  context: DecisionContext,
): Decision {
  if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
  return (
    refuseOther(context, intoId, state.aggregate) ??
    accept([{ type: 'RecordMerged', data: { intoId, reason } }])
  );
}

type ValueCommand = Extract<SharedCommand, { name: 'StateValue' | 'ReviseValue' }>;

function decideValue(state: RecordCore, command: ValueCommand, context: DecisionContext): Decision {
  const { value, occurredOn } = command.input;
  const refused = refuseCurrency(value, dayOf(value.statedOn ?? occurredOn, context));
  if (refused !== undefined) return refused;
  const place = interval(occurredOn ?? value.statedOn ?? null, context.today);
  const last = heldBefore(state.values, place).findLast((stated) => stated.value.role === value.role);
  if (last !== undefined && sameValue(last.value, value)) return reject('NO_CHANGE');
  if (command.name === 'StateValue') return accept([{ type: 'ValueStated', data: { value } }]);
  if (last === undefined) return reject('TARGET_NOT_FOUND', { role: value.role });
  const { changeKind, reason } = command.input;
  return accept([
    { type: 'ValueRevised', data: { value, changeKind, ...(reason === undefined ? {} : { reason }) } },
  ]);
}
