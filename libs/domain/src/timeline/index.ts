export {
  arrange,
  currentState,
  emptyTrack,
  place,
  type Placement,
  type Track,
  type TrackEntry,
} from './arrange.js';
export { initialTrack, takeStep, type TrackState, type TrackStep } from './track-state.js';
export {
  AGREEMENT_TABLE,
  BUILD_TABLE,
  MILESTONE_TABLE,
  NO_BUILD_TABLE,
  type TransitionTable,
} from './transition-tables.js';
