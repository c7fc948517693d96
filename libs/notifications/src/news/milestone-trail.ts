import type { RecordState } from '../record/record-state.js';

type Milestone = RecordState['milestones'][number];

/** A milestone as the public last knew it with a date, and how often what is shown of it changed. */
export interface ShownMilestone {
  readonly milestone: Milestone;
  /** EDTF. */
  readonly date: string;
  /** Whether it was reached on that day; false: that day is promised. */
  readonly isReached: boolean;
  /** False: dropped, or what had been recorded of it was retracted. */
  readonly holds: boolean;
  readonly titles: RecordState['titles'];
  readonly changes: number;
  readonly lastAt: Date;
}

/**
 * The milestones of one record through its history. Programs drop an entry's change when its number does not rise,
 * whichever event led to it: so what is shown is compared, after each event.
 */
export class MilestoneTrail {
  readonly shown = new Map<string, ShownMilestone>();
  /** Events that reached a milestone at some time: the milestone shows their day. */
  readonly reachedBy = new Set<string>();

  note({ milestones, titles }: Pick<RecordState, 'milestones' | 'titles'>, at: Date): void {
    const present = new Map(milestones.map((milestone) => [milestone.milestoneId, milestone]));
    for (const milestone of milestones) {
      if (milestone.achieved !== null) this.reachedBy.add(milestone.achieved.eventId);
      const shown = shownOf(milestone);
      if (shown !== undefined) this.show(milestone.milestoneId, { ...shown, milestone, titles }, at);
    }
    for (const [id, before] of this.shown) {
      const milestone = present.get(id);
      const isGone = milestone === undefined || shownOf(milestone) === undefined;
      if (isGone) this.show(id, { ...before, titles, holds: false }, at);
    }
  }

  private show(id: string, next: Omit<ShownMilestone, 'changes' | 'lastAt'>, at: Date): void {
    const before = this.shown.get(id);
    if (before === undefined) this.shown.set(id, { ...next, changes: 0, lastAt: at });
    else if (contentOf(before) !== contentOf(next)) {
      this.shown.set(id, { ...next, changes: before.changes + 1, lastAt: at });
    }
  }
}

/** Undefined while no day is known. A milestone reached on a day that nobody knows stays where it was promised. */
function shownOf(milestone: Milestone) {
  const { achieved, plans, status } = milestone;
  const reachedOn = achieved?.occurredOn ?? null;
  const date = reachedOn ?? plans.at(-1)?.plannedOn ?? null;
  return date === null ? undefined : { date, isReached: reachedOn !== null, holds: status !== 'Dropped' };
}

const contentOf = ({
  milestone,
  date,
  isReached,
  holds,
  titles,
}: Omit<ShownMilestone, 'changes' | 'lastAt'>) =>
  JSON.stringify([milestone.status, milestone.code, milestone.titles, date, isReached, holds, titles]);
