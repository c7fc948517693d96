export { activityShape, type Activity } from './activity.js';
export {
  asOfQueryShape,
  compareQueryShape,
  evidenceQueryShape,
  type EvidenceQuery,
  recordAsOfShape,
  recordComparisonShape,
  type AsOfQuery,
  type CompareQuery,
  type RecordAsOf,
  type RecordComparison,
} from './as-of.js';
export { FUNNEL_STEPS, funnelShape, type Funnel } from './funnel.js';
export {
  historyEntryShape,
  historyShape,
  recordDetailShape,
  streamMessageShape,
  type History,
  type HistoryEntry,
  type RecordDetail,
  type StreamMessage,
  type StreamReady,
} from './record.js';
export {
  registerItemShape,
  registerListShape,
  registerQueryShape,
  type RegisterItem,
  type RegisterList,
  type RegisterQuery,
} from './register.js';
export {
  boardQueryShape,
  milestoneBoardShape,
  portfolioSummaryShape,
  type BoardItem,
  type BoardQuery,
  type KnownValue,
  type MilestoneBoard,
  type PortfolioSummary,
  type SummaryGroup,
} from './summary.js';
export {
  dateShape,
  milestoneShape,
  recordRefShape,
  type DateAnswer,
  type MilestoneAnswer,
} from './values.js';
export {
  comparisonQueryShape,
  comparisonShape,
  type Comparison,
  type ComparisonQuery,
} from './comparison.js';
export * from './quality.js';
export { evidenceShape, type Evidence } from './evidence.js';
export * from './assurance.js';
