import { z } from 'zod';

export const uuidSchema = z.uuid({ error: 'is not a uuid' });

/** Name of a part inside a record (phase, milestone, measure), chosen by whoever records it. */
export const localIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'use 1 to 64 letters, digits, points, hyphens or underscores',
});

export const publicIdSchema = z
  .string()
  .regex(/^(AGR|PRJ|COL)-\d{4}-\d{4,}$/, { error: 'is not a public id such as PRJ-2025-0001' });

const PREFIX = { agreement: 'AGR', project: 'PRJ', collection: 'COL' } as const;

/** Public id of the `number`th record of its kind registered in `year`. */
export const publicId = (kind: keyof typeof PREFIX, year: string, number: number): string =>
  `${PREFIX[kind]}-${year}-${String(number).padStart(4, '0')}`;

/** Free explanation for a person to read. */
export const reasonSchema = z.string().trim().min(1).max(2000);
export const percentSchema = z
  .string()
  .regex(/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/, { error: 'is not a percentage from 0 to 100, as text' });
