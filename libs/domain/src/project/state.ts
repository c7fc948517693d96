import { emptyCore, type Bounds, type RecordCore } from '../record/state.js';
import { emptyTrack, initialTrack, type Track } from '../timeline/index.js';
import type { LocalizedText } from '../values/localized-text.js';
import type { Money } from '../values/money.js';
import type { Quantity } from '../values/quantity.js';

/** The implicit phase of a project that declares none. */
export const WHOLE = 'whole';

export interface Phase {
  readonly phaseId: string;
  readonly titles: LocalizedText;
  readonly order: number;
  readonly dropped: boolean;
}

export interface Capacity extends Bounds {
  readonly eventId: string;
  readonly measureId: string;
  readonly kind: string;
  readonly quantity: Quantity;
  readonly phaseId: string | null;
}

export interface ProjectState extends RecordCore {
  readonly aggregate: 'project';
  readonly kind: string | null;
  readonly deliveryMode: 'build' | 'no_build';
  readonly phases: readonly Phase[];
  /** Delivery track by phase; WHOLE until phases are declared, and then where each phase began. */
  readonly tracks: Readonly<Record<string, Track>>;
  readonly capacities: readonly Capacity[];
  /** Dimension by measure: one unit kind a measure. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly outputs: readonly {
    readonly measureId: string;
    readonly period: string;
    readonly quantity: Quantity;
  }[];
  readonly finance: readonly { readonly kind: string; readonly money: Money }[];
  /** Newest percentage by kind (`physical`), and by kind and phase (`physical/one`) where a phase was named. */
  readonly progress: Readonly<Record<string, { readonly percent: string; readonly asOf: string }>>;
}

export const emptyProject: ProjectState = {
  ...emptyCore,
  aggregate: 'project',
  kind: null,
  deliveryMode: 'build',
  phases: [],
  tracks: { [WHOLE]: emptyTrack(initialTrack('Announced')) },
  capacities: [],
  dimensions: {},
  outputs: [],
  finance: [],
  progress: {},
};
