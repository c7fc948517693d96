export { currentState, emptyTrack, place, type Track } from './arrange.js';
export { initialTrack, takeStep, type TrackState } from './track-state.js';
export {
  AGREEMENT_TABLE,
  BUILD_TABLE,
  MILESTONE_TABLE,
  NO_BUILD_TABLE,
  type TransitionTable,
} from './transition-tables.js';
