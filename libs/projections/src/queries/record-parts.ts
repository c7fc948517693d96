import { currentState, EVIDENCE_CLASSES, suspensionsOf, type AnyRecord, type ProjectState } from '#domain';
import type { RecordDetail } from '#contracts';
import { dateAnswer, delaysOf, milestoneAnswer, optionalDate } from './dates.js';

/** What a folded record says by itself on a day, apart from the line that lists have of it. */
export const partsOf = (state: AnyRecord, today: string) => ({
  ...factsOf(state),
  ...ownParts(state),
  ...datesOf(state, today),
});

type Links = RecordDetail['links'];

/** A relation as its record reads it: one that comes in from the other record ends in `.of`. */
export const relationFrom = (relation: string, outgoing: boolean): string =>
  outgoing ? relation : `${relation}.of`;

const STATED = 'member.stated';
const isMember = (relation: string): boolean => relation === STATED || relation === 'member.inferred';

/** Members of a collection apart from what a record is linked with. */
export const linksAndMembers = (all: Links): Pick<RecordDetail, 'links' | 'members'> => ({
  links: all.filter(({ relation }) => !isMember(relation)),
  members: all
    .filter(({ relation }) => isMember(relation))
    .map(({ relation, record }) => ({ basis: relation === STATED ? 'stated' : 'inferred', record })),
});

/** The best class of evidence among these: a fact's standing is its best evidence. */
export const bestOf = (classes: readonly string[]): string | null =>
  EVIDENCE_CLASSES.find((known) => classes.includes(known)) ?? null;

function factsOf(state: AnyRecord) {
  const point = state.location?.point;
  return {
    description: state.description,
    place: state.location?.place ?? null,
    point: point === undefined ? null : point,
    classifications: { ...state.classifications },
    values: state.values.map(({ eventId, value, changeKind }) => ({ eventId, value, changeKind })),
    mergedInto: state.mergedInto,
    sourceCount: state.sourceKeys.length,
  };
}

const NO_PARTS = {
  phases: [],
  outputs: [],
  finance: [],
  progress: {},
  bindingness: null,
  expiresOn: null,
  claims: [],
};

function ownParts(state: AnyRecord): Pick<RecordDetail, keyof typeof NO_PARTS> {
  switch (state.aggregate) {
    case 'agreement':
      return { ...NO_PARTS, bindingness: state.bindingness, expiresOn: optionalDate(state.expiresOn) };
    case 'collection':
      return { ...NO_PARTS, claims: state.claims.map(({ eventId: _eventId, ...claim }) => claim) };
    case 'project':
      return {
        ...NO_PARTS,
        phases: phasesOf(state),
        outputs: state.outputs.map(({ period, ...output }) => ({ ...output, period: dateAnswer(period) })),
        finance: state.finance.map((entry) => ({ ...entry })),
        progress: Object.fromEntries(
          Object.entries(state.progress).map(([kind, { percent, asOf }]) => [
            kind,
            { percent, asOf: dateAnswer(asOf) },
          ]),
        ),
      };
  }
}

const phasesOf = (state: ProjectState) =>
  state.phases.map((phase) => {
    const track = state.tracks[phase.phaseId];
    return { ...phase, stage: track === undefined ? 'Announced' : currentState(track).status };
  });

function datesOf(
  state: AnyRecord,
  today: string,
): Pick<RecordDetail, 'milestones' | 'delays' | 'suspensions' | 'baselines'> {
  const milestones = milestonesOf(state, today);
  return {
    ...{ milestones, delays: delaysOf(milestones) },
    suspensions: suspensionsOf(state, today).map((suspension) => ({ ...suspension })),
    baselines: state.baselines.map(({ dates, ...baseline }) => ({
      ...baseline,
      dates: dates.map(({ milestoneId, plannedOn }) => ({ milestoneId, plannedOn: dateAnswer(plannedOn) })),
    })),
  };
}

/** Promised dates first by their latest day, undated ones last. */
function milestonesOf(state: AnyRecord, today: string): RecordDetail['milestones'] {
  const baseline = state.baselines.at(-1);
  const latest = (milestone: RecordDetail['milestones'][number]) =>
    milestone.achievedOn?.to ?? milestone.plans.at(-1)?.plannedOn?.to ?? '9999';
  return state.milestones
    .map((milestone) => {
      const dated = baseline?.dates.find(({ milestoneId }) => milestoneId === milestone.milestoneId);
      return milestoneAnswer(milestone, { today, baselinedOn: dated?.plannedOn ?? null });
    })
    .sort((a, b) => (latest(a) < latest(b) ? -1 : latest(a) > latest(b) ? 1 : 0));
}
