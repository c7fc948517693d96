import { currentState } from '../timeline/index.js';
import type { ProjectState } from '../project/state.js';
import { liveTracks } from '../project/tracks.js';

/** Stage of a whole project: the stages of 2.6 and the one between building and operating. */
export type RolledStage =
  | 'Announced'
  | 'Preparing'
  | 'UnderConstruction'
  | 'Built'
  | 'PartiallyOperational'
  | 'Operational'
  | 'Suspended'
  | 'Cancelled'
  | 'Closed';

const PROGRESS: readonly RolledStage[] = [
  'Announced',
  'Preparing',
  'UnderConstruction',
  'Built',
  'PartiallyOperational',
  'Operational',
];

/** How far a stage is on the way to operation; -1 for those off the way. */
export const progressOf = (stage: string): number => PROGRESS.indexOf(stage as RolledStage);

/** Stage of a project from its phases; cancelled phases do not count unless all are. */
export function rollUp(state: Pick<ProjectState, 'phases' | 'tracks'>): RolledStage {
  const stages = liveTracks(state).map((track) => currentState(track).status as RolledStage);
  const counted = stages.filter((stage) => stage !== 'Cancelled');
  if (counted.length === 0) return 'Cancelled';
  if (counted.every((stage) => stage === 'Closed')) return 'Closed';
  const open = counted.filter((stage) => stage !== 'Closed');
  if (open.every((stage) => stage === 'Suspended')) return 'Suspended';
  if (open.every((stage) => stage === 'Operational')) return 'Operational';
  if (open.includes('Operational')) return 'PartiallyOperational';
  return open.reduce((furthest, stage) => (progressOf(stage) > progressOf(furthest) ? stage : furthest));
}
