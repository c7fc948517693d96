import {
  agreementHeadline,
  agreementRibbon,
  currentState,
  currentValue,
  projectHeadline,
  projectRibbon,
  rollUp,
  signedStep,
  type AnyRecord,
  type Around,
  type Headline,
  type Money,
  type Ribbon,
  type RolledStage,
} from '#domain';

/** What a record shows by itself and by the records it is linked with. */
export interface Derived {
  readonly headline: Headline;
  readonly ribbon: Ribbon | null;
  readonly legalStatus: string | null;
  readonly stage: string | null;
}

/** What of a record its neighbours show. */
export type Shown = Facets & { readonly worth?: Money | null };

type Facets =
  | { readonly aggregate: 'agreement'; readonly status: string; readonly signed: Ribbon['signed'] }
  | { readonly aggregate: 'project'; readonly stage: RolledStage; readonly ribbon: Ribbon }
  | { readonly aggregate: 'collection' };

/** The records that a record's line rests on, as the same audience knows them. */
export interface Neighbours {
  /** What it covers, where it is an agreement. */
  readonly covered: readonly Shown[];
  /** Agreements that cover it, where it is a project. */
  readonly coveredBy: readonly Shown[];
  /** Members, where it is a collection. */
  readonly members: readonly Shown[];
}

export const ALONE: Neighbours = { covered: [], coveredBy: [], members: [] };

export const shownOf = (state: AnyRecord): Shown => ({
  ...facetsOf(state),
  worth: currentValue(state)?.value ?? null,
});

function facetsOf(state: AnyRecord): Facets {
  switch (state.aggregate) {
    case 'agreement':
      return {
        aggregate: 'agreement',
        status: currentState(state.track).status,
        signed: signedStep(state),
      };
    case 'project':
      return { aggregate: 'project', stage: rollUp(state), ribbon: projectRibbon(state) };
    case 'collection':
      return { aggregate: 'collection' };
  }
}

/** Headline, ribbon and status of a record among the others that the same audience knows. */
export function derive(state: AnyRecord, neighbours: Neighbours): Derived {
  const shown = shownOf(state);
  switch (state.aggregate) {
    case 'agreement':
    case 'collection':
      return { ...among(shown, neighbours), legalStatus: statusOf(shown), stage: null };
    case 'project':
      return {
        headline: projectHeadline(state),
        ribbon: projectRibbon(state, signedBy(neighbours)),
        legalStatus: null,
        stage: rollUp(state),
      };
  }
}

const statusOf = (shown: Shown) => (isAgreement(shown) ? shown.status : null);

/** Headline and ribbon of an agreement or a collection, which rest on others. */
export function among(
  shown: Shown,
  { covered, members }: Neighbours,
): { readonly headline: Headline; readonly ribbon: Ribbon | null } {
  if (!isAgreement(shown)) return { headline: collectionHeadline(members), ribbon: null };
  const projects = covered.filter(isProject);
  return {
    headline: agreementHeadline(
      shown.status,
      projects.map(({ stage }) => stage),
    ),
    ribbon: agreementRibbon(
      shown.signed,
      projects.map(({ ribbon }) => ribbon),
    ),
  };
}

type ShownAs<Kind extends Shown['aggregate']> = Extract<Shown, { aggregate: Kind }>;
const isProject = (shown: Shown): shown is ShownAs<'project'> => shown.aggregate === 'project';
const isAgreement = (shown: Shown): shown is ShownAs<'agreement'> => shown.aggregate === 'agreement';

/** Whether any agreement that covers a project was signed; unknown where none covers it. */
export function signedBy({ coveredBy }: Neighbours): Ribbon['signed'] {
  const signed = coveredBy.filter(isAgreement).map((agreement) => agreement.signed);
  return signed.length === 0 ? 'unknown' : signed.includes('done') ? 'done' : 'open';
}

/** A collection says how many of its known members operate; nothing when none is known. */
function collectionHeadline(members: readonly Shown[]): Headline {
  const operating = members.filter((member) => isProject(member) && member.stage === 'Operational');
  const count =
    members.length === 0 ? { done: null, of: null } : { done: operating.length, of: members.length };
  const all = operating.length > 0 && operating.length === members.length;
  const code = all ? 'operational' : operating.length > 0 ? 'partlyOperational' : 'announced';
  return { code, ...count };
}

/** What checks of quality look at around a record. */
export const aroundOf = ({ covered, members }: Neighbours): Around => ({
  coveredStages: covered.filter(isProject).map(({ stage }) => stage),
  members: members.map(({ aggregate, worth = null }) => ({ aggregate, worth })),
});
