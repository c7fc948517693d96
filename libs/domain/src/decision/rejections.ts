/** Every refusal of the domain: what it means and what the person can do instead. Codes never change. */
export const REJECTIONS = {
  // legal track
  ALREADY_SIGNED: [
    'The agreement is already signed',
    'Add the source as further evidence, or correct the date of the signature.',
  ],
  REVIVE_FIRST: ['The record has ended', 'Revive it first, then record what happened.'],
  NOT_SIGNED: ['The agreement is not signed', 'Record the signature first.'],
  NOT_ACTIVE: ['This cannot happen in the present state', 'Look at the next steps that are offered.'],
  AGREEMENT_ENDED: [
    'The agreement has ended',
    'Renew or revive it where that is possible, or register a new agreement.',
  ],
  ALREADY_IN_FORCE: [
    'The agreement is already in force',
    'Add the source as further evidence, or correct the date.',
  ],
  RESUME_FIRST: ['It is suspended', 'Record that it was resumed first.'],
  ALREADY_SUSPENDED: ['It is already suspended', 'Add the source as further evidence.'],
  NOT_SUSPENDED: ['It is not suspended', 'There is nothing to resume.'],
  NOT_IN_FORCE: ['The agreement is not in force', 'Record its entry into force first.'],
  USE_LAPSE: ['A signed agreement that never came into force lapses', 'Use lapse instead of expire.'],
  USE_TERMINATE: ['An agreement with legal effect is terminated', 'Use terminate.'],
  USE_WITHDRAW: ['A proposal is withdrawn', 'Use withdraw.'],
  USE_RENEW: ['An expired agreement is renewed', 'Use renew.'],
  ALREADY_WITHDRAWN: ['The proposal is already withdrawn', 'Add the source as further evidence.'],
  NOT_ENDED: ['The agreement has not ended', 'There is nothing to revive.'],
  REVIVE_NOT_ALLOWED: [
    'A fulfilled or superseded agreement is not revived',
    'Register a new agreement and relate the two.',
  ],
  ALREADY_CONSENTED: ['This party has already consented', 'Add the source as further evidence.'],
  NOT_A_PARTY: ['This is not a party of the agreement', 'Add it as a party first.'],
  BEFORE_SIGNATURE: [
    'That lies before the agreement was signed',
    'Set "retroactive" to true if it really happened before.',
  ],
  // delivery track
  ALREADY_PREPARING: ['Preparation has already begun', 'Add the source as further evidence.'],
  STAGE_PASSED: [
    'The project is past that stage',
    'Add the source as further evidence, or give the date at which it happened.',
  ],
  PROJECT_CLOSED: ['The project is closed', 'Register a new project and relate the two.'],
  ALREADY_UNDER_CONSTRUCTION: [
    'Construction has already started',
    'Add the source as further evidence, or correct the date.',
  ],
  CONSTRUCTION_NOT_STARTED: ['Construction has not started', 'Record the start of construction first.'],
  ALREADY_BUILT: ['Construction is already complete', 'Add the source as further evidence.'],
  ALREADY_OPERATIONAL: ['It already operates', 'Add the source as further evidence.'],
  USE_CLOSE: ['A project that operated is closed, not cancelled', 'Use close.'],
  USE_CANCEL: ['A project that never operated is cancelled, not closed', 'Use cancel.'],
  ALREADY_CANCELLED: ['The project is already cancelled', 'Add the source as further evidence.'],
  ALREADY_CLOSED: ['The project is already closed', 'Add the source as further evidence.'],
  NOT_CANCELLED: ['The project is not cancelled', 'There is nothing to revive.'],
  REVIVE_STAGE_TOO_LATE: [
    'A project cannot be revived past the stage it had reached',
    'Choose that stage or an earlier one, not operation.',
  ],
  NO_CONSTRUCTION_TRACK: [
    'Nothing is built here: this is a service, a corridor or a supply',
    'Record the start of operation instead.',
  ],
  PHASE_REQUIRED: ['The project has phases', 'Say which phase this is about (phaseId).'],
  PHASE_UNKNOWN: ['There is no such phase', 'Choose one of the declared phases, or declare it first.'],
  // milestones
  USE_RESCHEDULE: ['The milestone already has a planned date', 'Use reschedule-milestone.'],
  ALREADY_ACHIEVED: ['The milestone is already reached', 'Add the source as further evidence.'],
  CONFLICTING_ACHIEVEMENT: [
    'The milestone was recorded as reached on another date',
    'Correct that record, or dispute it.',
  ],
  NOT_PLANNED: ['The milestone has no planned date', 'Plan it first.'],
  MILESTONE_DROPPED: ['The milestone was dropped', 'Plan it again first.'],
  NOT_ACHIEVED: ['The milestone is not reached', 'There is nothing to take back.'],
  ALREADY_DROPPED: ['The milestone is already dropped', 'Nothing needs to be done.'],
  USE_STAGE_COMMAND: [
    'This milestone is reached by a stage of its own',
    'Use the command of the stage, e.g. start-construction; a stage that was recorded by mistake is retracted itself.',
  ],
  // all records
  STREAM_NOT_FOUND: ['There is no such record', 'Check the id.'],
  ALREADY_REGISTERED: ['The record exists already', 'Send a new key for a new record.'],
  EVIDENCE_REQUIRED: [
    'A public stage needs at least one source',
    'Name the source: publisher, title, address, class.',
  ],
  REASON_REQUIRED: ['An end, a suspension, a drop or a move needs a reason', 'Give the reason or its code.'],
  OCCURRED_IN_FUTURE: [
    'That day has not come yet in Asia/Almaty',
    'Plan a milestone instead, or correct the date.',
  ],
  TIMELINE_CONFLICT: [
    'Later events would become impossible',
    'Correct the events that are named first, or the date.',
  ],
  UNKNOWN_CODE: ['The code is not known', 'Choose one of the published list.'],
  REGION_NOT_VALID_ON_DATE: [
    'The region did not exist on that day',
    'Use the region of that time, or leave the region out.',
  ],
  VALUE_INVALID: [
    'The sum is not usable',
    'Check the currency on that date and the bounds; leave an unknown sum out.',
  ],
  UNIT_MISMATCH: ['The measure has another kind of unit', 'Use a unit of the same kind, or another measure.'],
  SHARE_OVER_100: [
    'The shares of this role come to more than 100 percent',
    'Correct the other shares first.',
  ],
  TARGET_NOT_FOUND: ['That is not part of this record', 'Check the id.'],
  TARGET_RETRACTED: ['That event was retracted', 'Record what happened as a new event.'],
  CORRECTION_OF_CORRECTION: [
    'A correction is not corrected itself',
    'Correct the original event again: of one field the last correction counts.',
  ],
  TARGET_TWICE: ['The event is named twice', 'Name each event once: correct it or retract it.'],
  FIELD_NOT_CORRECTABLE: [
    'That part of an event cannot be corrected',
    'Retract the event and record it anew where it belongs; who recorded it, and when, stays as it is.',
  ],
  PATCH_INVALID: [
    'The event would not be understood with that change',
    'Send the fields of the event as its command takes them.',
  ],
  USE_VOID: ['The registration of a record is not retracted', 'Take the whole record out with void.'],
  MIXED_VISIBILITY: [
    'Public and internal events are not corrected together',
    'Send one command for the public events and one for the internal ones.',
  ],
  NO_CHANGE: ['Nothing would change', 'Nothing needs to be done.'],
  POSSIBLE_DUPLICATE_RECORD: [
    'A record with this title, place and kind exists',
    'Open it; if yours is another thing, set "notADuplicate" to true.',
  ],
  LINK_CYCLE: ['The link would lead back to the record itself', 'Check the direction of the link.'],
  SELF_LINK: ['A record cannot be linked to itself', 'Choose another record.'],
  RECORD_VOIDED: ['The record was taken out', 'Register a new one if it was wrong to take it out.'],
  RECORD_MERGED: ['The record was merged into another', 'Record it there.'],
} as const satisfies Record<string, readonly [title: string, whatToDo: string]>;

export type RejectionCode = keyof typeof REJECTIONS;

export const WARNINGS = {
  SKIPPED_PREPARATION: 'Construction starts without a recorded preparation.',
  ORDER_UNCERTAIN:
    'The dates do not tell the order; it was assumed that this came before what was recorded earlier.',
  PLAN_ALREADY_PAST: 'The planned date lay in the past when it was recorded.',
  ALREADY_KNOWN_SOURCE: 'This source was named before.',
} as const;

export type WarningCode = keyof typeof WARNINGS;
