export { InvalidCursor } from './queries/cursor.js';
export { historyEntry, streamMessage, type HistoryRequest, type LoggedHistory } from './queries/history.js';
export type { RefusedWish } from './queries/accepted-after.js';
export type { AskedMoment, KnownAt, Moment } from './queries/moment.js';
export { RegisterQueries, type RegisterQueriesOptions } from './queries/register-queries.js';
export type { Viewer } from './queries/viewer.js';
export { registerProjection } from './register/register.projection.js';
export { beginRebuild, cancelRebuild, ensureGeneration } from './runner/generations.js';
export type { Parked } from './runner/lease.js';
export {
  gaugeProjections,
  observeRunners,
  type BatchApplied,
  type RunnerObserver,
} from './runner/metrics.js';
export type { BatchContext, BuildByStreams, Projection, TableDefinition } from './runner/projection.js';
export { ProjectionRunner, type RunnerOptions } from './runner/runner.js';
export {
  livePosition,
  readProjectionStatus,
  retryParked,
  skipParked,
  waitForPosition,
  type ProjectionStatus,
} from './runner/status.js';
