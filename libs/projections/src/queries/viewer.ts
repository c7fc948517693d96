/** Who reads: the public sees what was recorded as public, staff see all. */
export type Viewer = 'public' | 'staff';

/** Lines of the read models that a viewer may see. */
export const audiencesOf = (viewer: Viewer): readonly string[] => ['all', viewer];
