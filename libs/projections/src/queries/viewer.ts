import type { RecordedEvent } from '#event-store';

/** Who reads: the public sees what was recorded as public, staff see all. */
export type Viewer = 'public' | 'staff';

/** Lines of the read models that a viewer may see. */
export const audiencesOf = (viewer: Viewer): readonly string[] => ['all', viewer];

/** The folded state that a viewer may see, of the row `s` of `views.record_state`. */
export const stateFor = (viewer: Viewer): string =>
  viewer === 'public' ? 'coalesce(s.public_state, s.state)' : 's.state';

/** Whether a viewer may see an event. */
export const maySee = (viewer: Viewer, { envelope }: Pick<RecordedEvent, 'envelope'>): boolean =>
  viewer === 'staff' || envelope.visibility === 'public';
