import { describe, expect, it } from '@jest/globals';
import { emptyProject, type ProjectState } from '../project/state.js';
import { emptyTrack, initialTrack } from '../timeline/index.js';
import { agreementHeadline, agreementRibbon, dormancy, projectHeadline, projectRibbon } from './headline.js';
import { rollUp, type RolledStage } from './project-stage.js';

const at = (status: string) => emptyTrack(initialTrack(status));
const phased = (...stages: string[]): ProjectState => ({
  ...emptyProject,
  phases: stages.map((_, index) => ({
    phaseId: `p${index}`,
    titles: { en: 'P' },
    order: index,
    dropped: false,
  })),
  tracks: Object.fromEntries(stages.map((stage, index) => [`p${index}`, at(stage)])),
});

describe('roll-up of phases', () => {
  it.each<[string[], RolledStage]>([
    [['Operational', 'Operational'], 'Operational'],
    [['Operational', 'UnderConstruction'], 'PartiallyOperational'],
    [['Preparing', 'UnderConstruction', 'Announced'], 'UnderConstruction'],
    [['Suspended', 'Suspended'], 'Suspended'],
    [['Suspended', 'Preparing'], 'Preparing'],
    [['Cancelled', 'Operational'], 'Operational'],
    [['Cancelled', 'Cancelled'], 'Cancelled'],
    [['Closed', 'Closed'], 'Closed'],
  ])('%j is %s', (stages, rolled) => {
    expect(rollUp(phased(...stages))).toBe(rolled);
  });

  it('leaves dropped phases out', () => {
    const state = phased('Operational', 'Announced');
    const phases = state.phases.map((phase, index) => ({ ...phase, dropped: index === 1 }));
    expect(rollUp({ ...state, phases })).toBe('Operational');
  });
});

describe('headline of an agreement', () => {
  it.each<[string, RolledStage[], string, number | null, number | null]>([
    ['Lapsed', [], 'endedWithoutDelivery', null, null],
    ['Terminated', ['Preparing'], 'endedWithoutDelivery', null, null],
    ['Terminated', ['UnderConstruction'], 'underConstruction', 1, 1],
    ['Terminated', ['Closed'], 'ended', 1, 1],
    ['Terminated', ['Suspended', 'Cancelled'], 'suspended', 1, 2],
    ['Lapsed', ['Cancelled'], 'endedWithoutDelivery', null, null],
    ['Signed', [], 'signed', null, null],
    ['InForce', [], 'inForce', null, null],
    [
      'Signed',
      ['Operational', 'Operational', 'UnderConstruction', 'Announced', 'Preparing'],
      'partlyOperational',
      2,
      5,
    ],
    ['Signed', ['Operational'], 'operational', 1, 1],
    ['Signed', ['PartiallyOperational', 'Announced'], 'partlyOperational', 1, 2],
    ['Signed', ['Suspended', 'Suspended'], 'suspended', 2, 2],
    ['Signed', ['Suspended', 'Cancelled'], 'suspended', 1, 2],
    ['Signed', ['Cancelled', 'Cancelled'], 'cancelled', 2, 2],
    ['Signed', ['Closed', 'Closed'], 'ended', 2, 2],
  ])('%s over %j is %s', (...[status, stages, code, done, of]) => {
    expect(agreementHeadline(status, stages)).toEqual({ code, done, of });
  });
});

describe('ribbon', () => {
  it('fills a step partly while phases differ', () => {
    const state = phased('Operational', 'UnderConstruction');
    expect(projectRibbon(state)).toEqual({
      signed: 'unknown',
      constructionStarted: 'done',
      operational: 'partly',
    });
    expect(projectHeadline(state)).toEqual({ code: 'partlyOperational', done: 1, of: 2 });
  });

  it('has no construction step where nothing is built', () => {
    const service: ProjectState = {
      ...emptyProject,
      deliveryMode: 'no_build',
      tracks: { whole: at('Operational') },
    };
    expect(projectRibbon(service)).toMatchObject({
      constructionStarted: 'notApplicable',
      operational: 'done',
    });
  });

  it('of an agreement says what its projects have reached', () => {
    const built = projectRibbon(phased('Built'));
    const announced = projectRibbon(phased('Announced'));
    expect(agreementRibbon('done', [built, announced])).toEqual({
      signed: 'done',
      constructionStarted: 'partly',
      operational: 'open',
    });
    expect(agreementRibbon('done', []).operational).toBe('unknown');
  });
});

describe('dormancy', () => {
  it.each([
    ['2024-11-25', null],
    ['2024-11-24', 'noNews2y'],
    ['2022-11-24', 'presumedDead'],
    [null, null],
  ])('last news on %s', (lastNewsOn, overlay) => {
    expect(dormancy(lastNewsOn, '2026-11-24')).toBe(overlay);
  });
});
