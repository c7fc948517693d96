import { z } from 'zod';
import { MILESTONE_CODES, REASON_CODES } from '../../codes/words.js';
import { defineEvent } from '../../event/define-event.js';
import { localIdSchema, reasonSchema, uuidSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { partialDateSchema } from '../../values/partial-date.js';

const on = ['agreement', 'project'] as const;
const milestone = { milestoneId: localIdSchema };

export const MilestonePlanned = defineEvent(
  'MilestonePlanned',
  on,
  z.object({
    ...milestone,
    code: z.enum(MILESTONE_CODES),
    titles: localizedTextSchema.optional(),
    /** Null: promised without a date. */
    plannedOn: partialDateSchema.nullable(),
    phaseId: localIdSchema.optional(),
    announcedBy: z.string().max(300).optional(),
  }),
);
export const MilestoneRescheduled = defineEvent(
  'MilestoneRescheduled',
  on,
  z.object({
    ...milestone,
    from: partialDateSchema.nullable(),
    to: partialDateSchema,
    reasonCode: z.enum(REASON_CODES),
    announcedOn: partialDateSchema.optional(),
    announcedBy: z.string().max(300).optional(),
  }),
);
export const MilestoneAchieved = defineEvent(
  'MilestoneAchieved',
  on,
  z.object({ ...milestone, code: z.enum(MILESTONE_CODES), phaseId: localIdSchema.optional() }),
);
export const MilestoneAchievementRetracted = defineEvent(
  'MilestoneAchievementRetracted',
  on,
  z.object({ ...milestone, targetEventId: uuidSchema, reasonCode: z.string().min(1).max(60) }),
);
export const MilestoneDropped = defineEvent(
  'MilestoneDropped',
  on,
  z.object({ ...milestone, reason: reasonSchema }),
);
export const BaselineSet = defineEvent(
  'BaselineSet',
  on,
  z.object({
    baselineId: localIdSchema,
    name: z.string().min(1).max(200),
    dates: z
      .array(z.object({ ...milestone, plannedOn: partialDateSchema }))
      .min(1)
      .max(200),
    reason: reasonSchema,
  }),
);

export const MILESTONE_EVENTS = [
  MilestonePlanned,
  MilestoneRescheduled,
  MilestoneAchieved,
  MilestoneAchievementRetracted,
  MilestoneDropped,
  BaselineSet,
] as const;
