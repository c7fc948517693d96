export { decideAgreement } from './agreement/decide.js';
export { evolveAgreement } from './agreement/evolve.js';
export { emptyAgreement, type AgreementState, type ProjectLink } from './agreement/state.js';
export { isCurrency, isCurrencyOn } from './codes/currencies.js';
export { KZ_REGIONS, type KzRegion } from './codes/kz-regions.js';
export { isCountry, isRegion, isRegionOn } from './codes/places.js';
export { dimensionOf, UNIT_CODES, UNITS, type UnitCode } from './codes/units.js';
export * from './codes/words.js';
export { decideCollection } from './collection/decide.js';
export {
  asOfDay,
  DIFFERENCE_LABELS,
  differences,
  type Difference,
  type DifferenceLabel,
} from './compare/compare.js';
export { profileOf, type Profile } from './compare/profile.js';
export { decideCorrection } from './correction/decide-correction.js';
export { effectiveFacts } from './correction/effective-facts.js';
export {
  emptyHistory,
  factsOf,
  foldFacts,
  isCorrection,
  recall,
  type History,
} from './correction/history.js';
export {
  emptyCollection,
  evolveCollection,
  type Claim,
  type CollectionState,
  type Member,
} from './collection/state.js';
export {
  COMMAND_CATALOGUE,
  findCommand,
  type AgreementCommand,
  type AnyCommand,
  type CollectionCommand,
  type CommandName,
  type CorrectionCommand,
  type ProjectCommand,
} from './command/catalogue.js';
export { type CommandDefinition } from './command/define-command.js';
export {
  type Decision,
  type DecisionContext,
  type OtherRecord,
  type Rejection,
  type Warning,
} from './decision/decision.js';
export { nextSteps, type NextStep } from './decision/next.js';
export { isBackfill } from './decision/recording.js';
export { REJECTIONS, WARNINGS, type RejectionCode, type WarningCode } from './decision/rejections.js';
export { EVENT_CATALOGUE, type AnyEvent, type EventNamed, type EventType } from './event/catalogue.js';
export { type Aggregate, type EventDefinition } from './event/define-event.js';
export { interval, type Fact, type FactMeta } from './event/fact.js';
export {
  agreementHeadline,
  agreementRibbon,
  dormancy,
  projectHeadline,
  projectRibbon,
  signedStep,
  type Headline,
  type HeadlineCode,
  type Ribbon,
  type RibbonStep,
} from './headline/headline.js';
export { rollUp, type RolledStage } from './headline/project-stage.js';
export { decideProject } from './project/decide.js';
export { evolveProject } from './project/evolve.js';
export { emptyProject, WHOLE, type Capacity, type Phase, type ProjectState } from './project/state.js';
export { liveTracks } from './project/tracks.js';
export { emptyRecord, evolveRecord, type AnyRecord } from './record/any-record.js';
export { GATE_OF_EVENT } from './record/evolve-milestones.js';
export {
  currentValue,
  type Baseline,
  type Milestone,
  type PlannedDate,
  type RecordCore,
  type StatedValue,
} from './record/state.js';
export {
  AGREEMENT_TABLE,
  BUILD_TABLE,
  currentState,
  MILESTONE_TABLE,
  NO_BUILD_TABLE,
  type Track,
  type TrackState,
} from './timeline/index.js';
export { compareDecimals, decimalSchema, sumDecimals } from './values/decimal.js';
export { localIdSchema, publicId, publicIdSchema, uuidSchema } from './values/ids.js';
export { localizedTextSchema, textIn, type Language, type LocalizedText } from './values/localized-text.js';
export { countableAmount, moneySchema, type Money } from './values/money.js';
export {
  comparable,
  participationSchema,
  partyKey,
  partySchema,
  type Participation,
  type Party,
} from './values/party.js';
export {
  parsePartialDate,
  partialDate,
  partialDateSchema,
  type DatePrecision,
  type PartialDate,
} from './values/partial-date.js';
export { locationSchema, type Location } from './values/place.js';
export { quantitySchema, type Quantity } from './values/quantity.js';
export { sourceKey, sourceSchema, type Source } from './values/source.js';
export { QUALITY_CHECKS, type Finding, type QualityCheck } from './quality/checks.js';
export { findingsOf, type Around } from './quality/findings.js';
export { subjectsOf, type Subject } from './evidence/standing.js';
export { suspensionsOf, type Suspension } from './project/suspensions.js';
export { sameValue } from './values/same.js';
export { daysBetween } from './values/days.js';
