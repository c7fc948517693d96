import {
  agreementHeadline,
  agreementRibbon,
  currentState,
  currentValue,
  projectHeadline,
  projectRibbon,
  rollUp,
  signedStep,
  type AgreementState,
  type AnyRecord,
  type CollectionState,
  type Headline,
  type ProjectState,
  type Ribbon,
  type RibbonStep,
} from '#domain';

/** Looks another record's state up, as the same audience sees it. */
export type Lookup = (id: string) => AnyRecord | undefined;

/** What a record shows by itself and by the records it is linked with. */
export interface Derived {
  readonly headline: Headline;
  readonly ribbon: Ribbon | null;
  readonly legalStatus: string | null;
  readonly stage: string | null;
}

/** Headline, ribbon and status of a record; `coveredBy` are the agreements that cover a project. */
export function derive(state: AnyRecord, lookup: Lookup, coveredBy: readonly string[]): Derived {
  switch (state.aggregate) {
    case 'agreement':
      return deriveAgreement(state, lookup);
    case 'project':
      return deriveProject(state, lookup, coveredBy);
    case 'collection':
      return deriveCollection(state, lookup);
  }
}

function deriveAgreement(state: AgreementState, lookup: Lookup): Derived {
  const covered = coveredProjects(state).flatMap((id) => {
    const project = lookup(id);
    return project?.aggregate === 'project' && project.exists && !project.voided ? [project] : [];
  });
  return {
    headline: agreementHeadline(state, covered.map(rollUp)),
    ribbon: agreementRibbon(
      state,
      covered.map((project) => projectRibbon(project)),
    ),
    legalStatus: currentState(state.track).status,
    stage: null,
  };
}

const coveredProjects = (state: AgreementState): readonly string[] => [
  ...new Set(state.links.filter(({ relation }) => relation === 'covers').map(({ projectId }) => projectId)),
];

function deriveProject(state: ProjectState, lookup: Lookup, coveredBy: readonly string[]): Derived {
  const signed = coveredBy.flatMap((id): RibbonStep[] => {
    const agreement = lookup(id);
    return agreement?.aggregate === 'agreement' && !agreement.voided ? [signedStep(agreement)] : [];
  });
  const step = signed.length === 0 ? 'unknown' : signed.includes('done') ? 'done' : 'open';
  return {
    headline: projectHeadline(state),
    ribbon: projectRibbon(state, step),
    legalStatus: null,
    stage: rollUp(state),
  };
}

/** A collection says how many of its known members operate; nothing when none is known. */
function deriveCollection(state: CollectionState, lookup: Lookup): Derived {
  const members = state.members.flatMap(({ memberId }) => {
    const member = lookup(memberId);
    return member === undefined ? [] : [member];
  });
  const operating = members.filter(
    (member) => member.aggregate === 'project' && rollUp(member) === 'Operational',
  );
  const count =
    members.length === 0 ? { done: null, of: null } : { done: operating.length, of: members.length };
  const all = operating.length > 0 && operating.length === members.length;
  const code = all ? 'operational' : operating.length > 0 ? 'partlyOperational' : 'announced';
  return { headline: { code, ...count }, ribbon: null, legalStatus: null, stage: null };
}

/** The sum that lists and totals use. */
export const valueOf = (state: AnyRecord) => currentValue(state)?.value ?? null;
