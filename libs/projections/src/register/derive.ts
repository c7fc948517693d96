import {
  agreementHeadline,
  agreementRibbon,
  currentState,
  projectHeadline,
  projectRibbon,
  rollUp,
  signedStep,
  type AgreementState,
  type AnyRecord,
  type Headline,
  type ProjectState,
  type Ribbon,
} from '#domain';
import type { Network } from './network.js';

/** What a record shows by itself and by the records it is linked with. */
export interface Derived {
  readonly headline: Headline;
  readonly ribbon: Ribbon | null;
  readonly legalStatus: string | null;
  readonly stage: string | null;
}

/** Headline, ribbon and status of a record among the others that the same audience knows. */
export function derive(id: string, state: AnyRecord, network: Network): Derived {
  switch (state.aggregate) {
    case 'agreement':
      return deriveAgreement(state, projects(network.linked(id, (relation) => relation === 'covers')));
    case 'project':
      return deriveProject(state, agreements(network.coveredBy(id)));
    case 'collection':
      return deriveCollection(network.linked(id, (relation) => relation.startsWith('member.')));
  }
}

const projects = (states: readonly AnyRecord[]) =>
  states.filter((state): state is ProjectState => state.aggregate === 'project');

const agreements = (states: readonly AnyRecord[]) =>
  states.filter((state): state is AgreementState => state.aggregate === 'agreement');

function deriveAgreement(state: AgreementState, covered: readonly ProjectState[]): Derived {
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

function deriveProject(state: ProjectState, coveredBy: readonly AgreementState[]): Derived {
  const signed = coveredBy.map(signedStep);
  const step = signed.length === 0 ? 'unknown' : signed.includes('done') ? 'done' : 'open';
  return {
    headline: projectHeadline(state),
    ribbon: projectRibbon(state, step),
    legalStatus: null,
    stage: rollUp(state),
  };
}

/** A collection says how many of its known members operate; nothing when none is known. */
function deriveCollection(members: readonly AnyRecord[]): Derived {
  const operating = projects(members).filter((project) => rollUp(project) === 'Operational');
  const count =
    members.length === 0 ? { done: null, of: null } : { done: operating.length, of: members.length };
  const all = operating.length > 0 && operating.length === members.length;
  const code = all ? 'operational' : operating.length > 0 ? 'partlyOperational' : 'announced';
  return { headline: { code, ...count }, ribbon: null, legalStatus: null, stage: null };
}
