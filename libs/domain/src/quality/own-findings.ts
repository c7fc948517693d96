import { dimensionOf } from '../codes/units.js';
import { GATE_CODES, LANGUAGES } from '../codes/words.js';
import { rollUp } from '../headline/project-stage.js';
import type { ProjectState } from '../project/state.js';
import type { AnyRecord } from '../record/any-record.js';
import { currentValue, type Milestone } from '../record/state.js';
import { compareDecimals, sumDecimals } from '../values/decimal.js';
import { partialDate } from '../values/partial-date.js';
import { daysAfter } from '../values/days.js';
import { finding, type Finding } from './checks.js';
import { isOutside } from './places.js';

/** Days without news after which a record is asked about. */
const QUIET_DAYS = 180;

/** What is doubtful about a record by itself. */
export function ownFindings(state: AnyRecord): readonly Finding[] {
  const shared = [...sources(state), ...quiet(state), ...translation(state), ...place(state)];
  if (state.aggregate === 'collection') return shared;
  const tracked = [...shared, ...missing(state), ...shares(state), ...overdue(state), ...inverted(state)];
  if (state.aggregate === 'agreement') return [...tracked, ...allocations(state)];
  return [...tracked, ...capacity(state), ...units(state), ...starts(state)];
}

function sources({ sourceKeys, sourceClasses }: AnyRecord): Finding[] {
  if (sourceKeys.length === 0) return [finding('noSource')];
  const isOnePress = sourceKeys.length === 1 && sourceClasses[0] === 'press';
  return isOnePress ? [finding('singlePressSource', { details: { source: sourceKeys[0] } })] : [];
}

const quiet = ({ lastNewsOn }: AnyRecord): Finding[] =>
  lastNewsOn === null
    ? []
    : [finding('noNews', { holdsFrom: daysAfter(lastNewsOn, QUIET_DAYS + 1), details: { lastNewsOn } })];

function translation({ titles }: AnyRecord): Finding[] {
  const languages = LANGUAGES.filter((language) => titles[language] === undefined);
  return languages.length === 0 ? [] : [finding('translationMissing', { details: { languages } })];
}

function place({ location }: AnyRecord): Finding[] {
  if (location?.point === undefined) return [];
  const { point, country, regions } = location;
  return isOutside(point, country, regions)
    ? [finding('pointOutside', { details: { point, country, regions } })]
    : [];
}

function missing(state: AnyRecord): Finding[] {
  const isAbroad = state.location !== null && state.location.country !== 'KZ';
  const hasRegion = isAbroad || (state.location?.regions.length ?? 0) > 0;
  return [
    ...(hasRegion ? [] : [finding('regionMissing')]),
    ...(currentValue(state) === undefined ? [finding('valueMissing')] : []),
  ];
}

/** Shares that all who bring money have, and that do not come to the whole. */
function shares({ parties }: AnyRecord): Finding[] {
  const investors = parties.filter(({ role }) => role === 'investor');
  const given = investors.flatMap(({ share }) => share ?? []);
  if (given.length === 0 || given.length < investors.length) return [];
  const sum = sumDecimals(given);
  return compareDecimals(sum, '100') === 0 ? [] : [finding('sharesIncomplete', { details: { sum } })];
}

const plannedOn = ({ plans }: Milestone): string | null => plans.at(-1)?.plannedOn ?? null;

/** Promises whose last day is over, and that nobody ever gave a reason for. */
const overdue = ({ milestones }: AnyRecord): Finding[] =>
  milestones.flatMap((milestone) => {
    const [date, reason] = [plannedOn(milestone), milestone.plans.at(-1)?.reasonCode ?? 'notStated'];
    if (milestone.status !== 'Planned' || date === null || reason !== 'notStated') return [];
    return finding('overdueWithoutReason', {
      ...{ subject: milestone.milestoneId, holdsFrom: daysAfter(partialDate(date).to, 1) },
      ...{ details: { code: milestone.code, plannedOn: date }, eventIds: eventsOf(milestone) },
    });
  });

const eventsOf = ({ plans }: Milestone): string[] => plans.slice(-1).map(({ eventId }) => eventId);

/** A later gate that is promised for certain before an earlier one. */
function inverted({ milestones }: AnyRecord): Finding[] {
  const gates = milestones.filter(({ status }) => status === 'Planned');
  const rank = ({ code }: Milestone) => GATE_CODES.indexOf(code as (typeof GATE_CODES)[number]);
  return gates.flatMap((later) =>
    gates.flatMap((earlier) => {
      const [a, b] = [plannedOn(earlier), plannedOn(later)];
      if (a === null || b === null || earlier.phaseId !== later.phaseId) return [];
      if (rank(earlier) < 0 || rank(earlier) >= rank(later)) return [];
      if (partialDate(b).to >= (partialDate(a).from ?? '')) return [];
      return finding('plansInverted', {
        ...{ subject: `${earlier.milestoneId} ${later.milestoneId}` },
        details: { [earlier.code]: a, [later.code]: b },
        eventIds: [...eventsOf(earlier), ...eventsOf(later)],
      });
    }),
  );
}

/** A sum that is not that of its parts, where all of them are known. */
function allocations(state: Extract<AnyRecord, { aggregate: 'agreement' }>): Finding[] {
  const stated = currentValue(state);
  const covered = state.links.filter(({ relation }) => relation === 'covers');
  const parts = covered.flatMap(({ allocation }) =>
    allocation?.qualifier === 'exact' && allocation.currency === stated?.value.currency
      ? (allocation.amount ?? [])
      : [],
  );
  if (stated?.value.qualifier !== 'exact' || parts.length === 0 || parts.length < covered.length) return [];
  const [value, sum] = [stated.value.amount ?? '0', sumDecimals(parts)];
  if (compareDecimals(value, sum) === 0) return [];
  const details = { value, allocated: sum, currency: stated.value.currency };
  return [finding('valueDiffersFromAllocations', { details, eventIds: [stated.eventId] })];
}

function capacity(state: ProjectState): Finding[] {
  const operates = ['Operational', 'PartiallyOperational'].includes(rollUp(state));
  return operates && state.capacities.length === 0 ? [finding('operationalWithoutCapacity')] : [];
}

/** Dimensions in which capacity is usually told. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  energy: ['power', 'energy', 'mass', 'volume'],
  transport: ['mass', 'containers', 'length', 'count'],
  industry: ['mass', 'volume', 'count', 'area', 'length'],
  mining: ['mass', 'volume', 'area'],
  agriculture: ['mass', 'volume', 'count', 'area'],
  oilAndGas: ['mass', 'volume', 'length'],
  petrochemicals: ['mass', 'volume'],
  chemicals: ['mass', 'volume'],
  urbanDevelopment: ['area', 'count', 'length', 'volume'],
};

function units({ capacities, classifications }: ProjectState): Finding[] {
  const usual = USUAL[classifications['sector']?.split('.')[0] ?? ''];
  if (usual === undefined) return [];
  return capacities.flatMap(({ measureId, kind, quantity, eventId }) => {
    const dimension = dimensionOf(quantity.unitCode, null);
    // A gain or a share is told of anything.
    if (usual.includes(dimension) || ['share', 'relative'].includes(dimension)) return [];
    const details = { unitCode: quantity.unitCode, sector: classifications['sector'], kind };
    return finding('unusualUnit', { subject: `${measureId} ${kind}`, details, eventIds: [eventId] });
  });
}

/** A ceremony and a start of works that cannot have been on the same day. */
function starts({ milestones, tracks }: ProjectState): Finding[] {
  const entries = Object.values(tracks).flatMap((track) => track.entries);
  const started = entries.filter(({ event, dated }) => event === 'ConstructionStarted' && dated);
  return milestones.flatMap(({ milestoneId, code, achieved }) => {
    if (code !== 'groundbreakingCeremony' || achieved?.occurredOn == null) return [];
    const ceremony = partialDate(achieved.occurredOn);
    const apart = started.filter(({ from, to }) => to < (ceremony.from ?? '') || ceremony.to < (from ?? ''));
    return apart.slice(0, 1).map(({ id, from, to }) =>
      finding('twoStarts', {
        ...{
          subject: milestoneId,
          details: { ceremony: achieved.occurredOn, constructionStarted: { from, to } },
        },
        eventIds: [achieved.eventId, id],
      }),
    );
  });
}
