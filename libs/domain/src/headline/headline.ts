import { everSigned } from '../agreement/gates.js';
import type { AgreementState } from '../agreement/state.js';
import type { ProjectState } from '../project/state.js';
import { currentState, type Track } from '../timeline/index.js';
import { liveTracks } from '../project/tracks.js';
import { progressOf, rollUp, type RolledStage } from './project-stage.js';

export type HeadlineCode =
  | 'endedWithoutDelivery'
  | 'suspended'
  | 'cancelled'
  | 'ended'
  | 'announced'
  | 'preparing'
  | 'underConstruction'
  | 'built'
  | 'partlyOperational'
  | 'operational'
  | 'proposed'
  | 'signed'
  | 'inForce'
  | 'expired'
  | 'fulfilled'
  | 'superseded'
  | 'withdrawn'
  | 'lapsed'
  | 'terminated';

/** Public one-line status; `done` of `of` projects have reached it where projects are counted. */
export interface Headline {
  readonly code: HeadlineCode;
  readonly done: number | null;
  readonly of: number | null;
}

const BY_STAGE: Record<RolledStage, HeadlineCode> = {
  Announced: 'announced',
  Preparing: 'preparing',
  UnderConstruction: 'underConstruction',
  Built: 'built',
  PartiallyOperational: 'partlyOperational',
  Operational: 'operational',
  Suspended: 'suspended',
  Cancelled: 'cancelled',
  Closed: 'ended',
};

const BY_STATUS: Readonly<Record<string, HeadlineCode>> = {
  Proposed: 'proposed',
  Signed: 'signed',
  InForce: 'inForce',
  Suspended: 'suspended',
  Expired: 'expired',
  Fulfilled: 'fulfilled',
  Superseded: 'superseded',
  Withdrawn: 'withdrawn',
  Lapsed: 'lapsed',
  Terminated: 'terminated',
};

const DEAD = new Set(['Withdrawn', 'Lapsed', 'Terminated']);
const OFF = new Set<RolledStage>(['Suspended', 'Cancelled', 'Closed']);

/** Past preparation: a closed project operated, and a suspended one is still there to be counted. */
const wasBegun = (stage: RolledStage): boolean =>
  stage === 'Closed' || stage === 'Suspended' || progressOf(stage) > progressOf('Preparing');

/** Headline of a project alone: its stage, with the count of its phases where it has several. */
export function projectHeadline(state: Pick<ProjectState, 'phases' | 'tracks'>): Headline {
  const stage = rollUp(state);
  const tracks = liveTracks(state);
  if (tracks.length < 2) return { code: BY_STAGE[stage], done: null, of: null };
  const wanted = stage === 'PartiallyOperational' ? 'Operational' : stage;
  const done = tracks.filter((track) => currentState(track).status === wanted).length;
  return { code: BY_STAGE[stage], done, of: tracks.length };
}

/** Headline of an agreement of this legal status over the stages of the projects that it covers. */
export function agreementHeadline(status: string, coveredStages: readonly RolledStage[]): Headline {
  if (DEAD.has(status) && !coveredStages.some(wasBegun)) {
    return { code: 'endedWithoutDelivery', done: null, of: null };
  }
  if (coveredStages.length === 0) return { code: BY_STATUS[status] ?? 'proposed', done: null, of: null };
  const live = coveredStages.filter((stage) => !OFF.has(stage));
  const count = (stages: readonly RolledStage[]) =>
    coveredStages.filter((stage) => stages.includes(stage)).length;
  const of = coveredStages.length;
  if (live.length === 0) {
    if (coveredStages.includes('Suspended')) return { code: 'suspended', done: count(['Suspended']), of };
    return coveredStages.every((stage) => stage === 'Cancelled')
      ? { code: 'cancelled', done: of, of }
      : { code: 'ended', done: count(['Closed']), of };
  }
  const furthest = live.reduce((best, stage) => (progressOf(stage) > progressOf(best) ? stage : best));
  const done = count([furthest]);
  const partly = furthest === 'Operational' && done < live.length;
  return { code: partly ? 'partlyOperational' : BY_STAGE[furthest], done, of };
}

export type RibbonStep = 'done' | 'partly' | 'open' | 'notApplicable' | 'unknown';

/** The three steps that the public reads: signed, construction started, operational. */
export interface Ribbon {
  readonly signed: RibbonStep;
  readonly constructionStarted: RibbonStep;
  readonly operational: RibbonStep;
}

const reached = (track: Track, event: string, atLeast: string): boolean =>
  track.entries.some((entry) => entry.event === event) ||
  [track.initial, ...track.states].some((state) => progressOf(state.status) >= progressOf(atLeast));

const share = (parts: readonly boolean[]): RibbonStep =>
  parts.length > 0 && parts.every(Boolean) ? 'done' : parts.some(Boolean) ? 'partly' : 'open';

/** Ribbon of a project; whether it was signed is told by the agreements that cover it, unknown without one. */
export function projectRibbon(
  state: Pick<ProjectState, 'phases' | 'tracks' | 'deliveryMode'>,
  signed: RibbonStep = 'unknown',
): Ribbon {
  const tracks = liveTracks(state);
  const constructionStarted =
    state.deliveryMode === 'no_build'
      ? 'notApplicable'
      : share(tracks.map((track) => reached(track, 'ConstructionStarted', 'UnderConstruction')));
  const operational = share(tracks.map((track) => reached(track, 'OperationStarted', 'Operational')));
  return { signed, constructionStarted, operational };
}

/** Whether an agreement was ever signed. */
export const signedStep = (state: Pick<AgreementState, 'track'>): RibbonStep =>
  everSigned(state.track) ? 'done' : 'open';

/** Ribbon of an agreement over the ribbons of the projects that it covers; unknown steps where it covers none. */
export function agreementRibbon(signed: RibbonStep, covered: readonly Ribbon[]): Ribbon {
  const merge = (steps: readonly RibbonStep[]): RibbonStep => {
    const counted = steps.filter((step) => step !== 'notApplicable');
    if (counted.length === 0) return steps.length > 0 ? 'notApplicable' : 'unknown';
    if (counted.every((step) => step === 'done')) return 'done';
    return counted.some((step) => step === 'done' || step === 'partly') ? 'partly' : 'open';
  };
  return {
    signed,
    constructionStarted: merge(covered.map((ribbon) => ribbon.constructionStarted)),
    operational: merge(covered.map((ribbon) => ribbon.operational)),
  };
}

/** Overlay for silence (24 and 48 months without news); it never overwrites a status. */
export function dormancy(lastNewsOn: string | null, today: string): 'noNews2y' | 'presumedDead' | null {
  if (lastNewsOn === null) return null;
  const [year = 0, month = 0, day = 0] = lastNewsOn.split('-').map(Number);
  const after = (years: number) =>
    new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
  if (today >= after(4)) return 'presumedDead';
  return today >= after(2) ? 'noNews2y' : null;
}
