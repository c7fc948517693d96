import { localizedTextSchema, moneySchema } from '#domain';
import { z } from 'zod';
import { NOTICE_KEYS } from './catalogue/catalogue.js';

const party = z.object({ name: z.string(), names: localizedTextSchema.optional() });

const told = {
  /** EDTF; null: the date is not known; absent: there is none to show. */
  occurredOn: z.string().nullable().optional(),
  phase: localizedTextSchema.optional(),
  milestone: z
    .object({ id: z.string().optional(), code: z.string(), titles: localizedTextSchema.nullable() })
    .optional(),
  earlierDate: z.string().nullable().optional(),
  newDate: z.string().nullable().optional(),
  slipDays: z.int().optional(),
  expectedResume: z.string().optional(),
  reasonCode: z.string().optional(),
  explanation: z.string().optional(),
  money: moneySchema.optional(),
  party: party.optional(),
  newParty: party.optional(),
  quantity: z.string().optional(),
  percent: z.string().optional(),
  number: z.string().optional(),
  kind: z.string().optional(),
};

/** What a notice within a notice says: the one that was wrong, the one that is right. */
const toldParamsSchema = z.object({ key: z.enum(NOTICE_KEYS), params: z.object(told) });
export type ToldParams = z.infer<typeof toldParamsSchema>;

/**
 * What a notice says, in no language: it is kept with the notification, and texts are made from it whenever they
 * are sent or read. Public facts of the event only; nothing about its reader.
 */
export const noticeParamsSchema = z.object({
  titles: localizedTextSchema,
  publicId: z.string(),
  ...told,
  wrong: toldParamsSchema.optional(),
  right: toldParamsSchema.optional(),
  sources: z.array(z.string()),
});
export type NoticeParams = z.infer<typeof noticeParamsSchema>;
