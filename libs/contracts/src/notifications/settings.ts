import { z } from 'zod';
import { channelShape, eventClassShape, frequencyShape, localeShape, timeShape } from './words.js';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
};

const hour = z.int().min(0).max(23);

/** Hours of the day in which no mail is sent but for critical news; past midnight when they end before they begin. */
export const quietHoursShape = z
  .strictObject({ from: hour, to: hour })
  .refine(({ from, to }) => from !== to, { error: 'begins and ends at the same hour', path: ['to'] })
  .meta({ id: 'QuietHours', example: { from: 22, to: 7 } });

/** Where and how one person is told. Kept outside the log: it is personal data. */
export const noticeSettingsShape = z
  .strictObject({
    email: z
      .email()
      .max(254)
      .nullable()
      .meta({ description: 'null: no mail', example: 'aigerim@example.org' }),
    locale: localeShape,
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, { error: 'is no IANA time zone' })
      .meta({ example: 'Asia/Almaty' }),
    notifyOwnActs: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether one is told of what one recorded oneself' }),
    digestHour: hour.default(9).meta({ description: 'Local hour at which digests are sent' }),
    digestWeekday: z
      .int()
      .min(1)
      .max(7)
      .default(1)
      .meta({ description: 'Day of the weekly digest: 1 is Monday, 7 is Sunday' }),
    quietHours: quietHoursShape.nullable().default(null),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof noticeSettingsShape>;
/** The body of a `PUT`: what is left out takes its default. */
export type NoticeSettingsRequest = z.input<typeof noticeSettingsShape>;

/** What a preference is about. */
export const preferenceScopeShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('record'), key: z.string().max(200) }),
    z.strictObject({ kind: z.literal('event-class'), key: eventClassShape }),
  ])
  .meta({ id: 'PreferenceScope' });
export type PreferenceScope = z.infer<typeof preferenceScopeShape>;

export const preferenceShape = z
  .object({
    scope: preferenceScopeShape,
    channel: channelShape,
    level: z.enum(['on', 'off', 'stop']).nullable().meta({
      description:
        'off: critical news of followed records still comes; stop: set by an unsubscribe link, nothing comes; null: as followed',
    }),
    frequency: frequencyShape.nullable().meta({ description: 'How often by mail; null: not chosen here' }),
    updatedAt: timeShape,
  })
  .meta({ id: 'Preference' });
export type Preference = z.infer<typeof preferenceShape>;

export const preferenceListShape = z
  .object({ items: z.array(preferenceShape) })
  .meta({ id: 'PreferenceList' });
export type PreferenceList = z.infer<typeof preferenceListShape>;

/**
 * Body of `PUT /api/me/preferences`: what is absent stays as it is, null forgets it, also a stop set by a link.
 * How often is chosen for mail only: the inbox is always filled at once.
 */
export const preferenceRequestShape = z
  .strictObject({
    scope: preferenceScopeShape,
    channel: channelShape,
    level: z.enum(['on', 'off']).nullable().optional(),
    frequency: frequencyShape.nullable().optional(),
  })
  .refine(({ level, frequency }) => level !== undefined || frequency !== undefined, {
    error: 'changes neither level nor frequency',
    path: ['level'],
  })
  .refine(({ channel, frequency }) => channel === 'email' || (frequency ?? 'at-once') === 'at-once', {
    error: 'can be chosen for email only',
    path: ['frequency'],
  })
  .meta({ id: 'PreferenceRequest' });
export type PreferenceRequest = z.infer<typeof preferenceRequestShape>;
