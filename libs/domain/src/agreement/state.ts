import { emptyCore, type RecordCore } from '../record/state.js';
import { emptyTrack, initialTrack, type Track } from '../timeline/index.js';
import type { Money } from '../values/money.js';

export interface ProjectLink {
  readonly projectId: string;
  readonly relation: string;
  readonly allocation: Money | null;
}

export interface AgreementState extends RecordCore {
  readonly aggregate: 'agreement';
  readonly kind: string;
  readonly bindingness: string;
  /** Legal track: proposed, signed, in force, ended. */
  readonly track: Track;
  readonly provisional: boolean;
  /** Keys of the parties that consented to be bound. */
  readonly consents: readonly string[];
  readonly expiresOn: string | null;
  readonly links: readonly ProjectLink[];
  readonly relations: readonly { readonly otherId: string; readonly relation: string }[];
}

export const emptyAgreement: AgreementState = {
  ...emptyCore,
  aggregate: 'agreement',
  kind: 'unspecified',
  bindingness: 'unknown',
  track: emptyTrack(initialTrack('Proposed')),
  provisional: false,
  consents: [],
  expiresOn: null,
  links: [],
  relations: [],
};
