import { rollUp } from '../headline/project-stage.js';
import type { AnyRecord } from '../record/any-record.js';
import { currentValue } from '../record/state.js';
import { currentState } from '../timeline/index.js';
import { partyKey } from '../values/party.js';

/** What a record shows, one entry a thing that can differ between two days: `stage`, `milestone.m1.plannedOn`. */
export type Profile = Readonly<Record<string, unknown>>;

export function profileOf(state: AnyRecord): Profile {
  return {
    ...{ registered: state.exists, voided: state.voided, mergedInto: state.mergedInto },
    ...{ titles: state.titles, description: state.description },
    value: currentValue(state)?.value ?? null,
    ...{ regions: state.location?.regions ?? [], place: state.location?.place ?? null },
    ...named('classification', Object.entries(state.classifications)),
    ...named(
      'party',
      state.parties.map(({ party, role, ...rest }) => [
        `${partyKey(party)}.${role}`,
        { name: party.name, ...rest },
      ]),
    ),
    ...named(
      'milestone',
      state.milestones.flatMap(({ milestoneId, status, plans, achieved }) => [
        [`${milestoneId}.status`, status],
        [`${milestoneId}.plannedOn`, plans.at(-1)?.plannedOn ?? null],
        [`${milestoneId}.achievedOn`, achieved?.occurredOn ?? null],
      ]),
    ),
    ...ownProfile(state),
  };
}

function ownProfile(state: AnyRecord): Profile {
  switch (state.aggregate) {
    case 'agreement':
      return {
        ...{ legalStatus: currentState(state.track).status, expiresOn: state.expiresOn },
        ...stepsOf('step', state.track.entries),
        ...named(
          'link',
          state.links.map(({ projectId, relation, allocation }) => [
            `${relation}.${projectId}`,
            { allocation },
          ]),
        ),
        ...named(
          'relation',
          state.relations.map(({ otherId, relation }) => [`${relation}.${otherId}`, true]),
        ),
      };
    case 'project':
      return {
        stage: rollUp(state),
        ...Object.fromEntries(
          Object.entries(state.tracks).flatMap(([phaseId, { entries }]) =>
            Object.entries(stepsOf(`step.${phaseId}`, entries)),
          ),
        ),
        ...named(
          'capacity',
          state.capacities.map(({ measureId, kind, phaseId, quantity }) => [
            [measureId, kind, phaseId ?? 'whole'].join('.'),
            quantity,
          ]),
        ),
        ...named('progress', Object.entries(state.progress)),
      };
    case 'collection':
      return {
        ...named(
          'member',
          state.members.map(({ memberId, basis }) => [memberId, basis]),
        ),
        ...named(
          'claim',
          state.claims.map(({ claimId, eventId: _eventId, ...claim }) => [claimId, claim]),
        ),
      };
  }
}

/**
 * The days of the stages, each by its event: a corrected date shows here even where the stage stays. The second of a
 * kind, such as another suspension, is `ProjectSuspended.2`.
 */
function stepsOf(
  prefix: string,
  entries: readonly {
    readonly event: string;
    readonly from: string | null;
    readonly to: string;
    readonly dated: boolean;
  }[],
): Profile {
  return named(
    prefix,
    entries.map(({ event, from, to, dated }, index) => {
      const before = entries.slice(0, index).filter((entry) => entry.event === event).length;
      return [before === 0 ? event : `${event}.${before + 1}`, dated ? { from, to } : null];
    }),
  );
}

const named = (prefix: string, entries: readonly (readonly unknown[])[]): Profile =>
  Object.fromEntries(entries.map(([name, value]) => [`${prefix}.${String(name)}`, value]));
