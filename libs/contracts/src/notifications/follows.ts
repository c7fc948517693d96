import { z } from 'zod';
import { channelShape, eventClassShape, frequencyShape, timeShape, EVENT_CLASSES } from './words.js';

const key = (pattern: RegExp, description: string, example: string) =>
  z
    .string()
    .max(200)
    .regex(pattern, { error: `is not a key such as ${example} (${description})` })
    .meta({ description, example });

const RECORD = /^(agreement|project|collection)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const COLLECTION = /^collection-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REGION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._:+-]*$/;
const NAME = /^\S(?:[^\p{Cc}]*\S)?$/u;

/** What can be followed, and by which key. */
export const followScopeShape = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('record'),
      key: key(RECORD, 'Type and id of the record', 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c'),
    }),
    z.strictObject({ kind: z.literal('region'), key: key(REGION, 'ISO 3166-2 code', 'KZ-31') }),
    z.strictObject({ kind: z.literal('sector'), key: key(CODE, 'Code of the sector', 'industry.metals') }),
    z.strictObject({
      kind: z.literal('party'),
      key: key(NAME, 'Name of the party in any language, or its identifier', 'China Huadian'),
    }),
    z.strictObject({
      kind: z.literal('collection'),
      key: key(
        COLLECTION,
        'The collection: news of its members too',
        'collection-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c',
      ),
    }),
    z.strictObject({ kind: z.literal('event-class'), key: z.enum(EVENT_CLASSES) }),
  ])
  .meta({ id: 'FollowScope' });
export type FollowScope = z.infer<typeof followScopeShape>;

const channels = z
  .array(channelShape)
  .min(1)
  .max(2)
  .refine((list) => new Set(list).size === list.length, { error: 'names a channel twice' });

/** Body of `POST /api/me/follows`. Following again changes channels and classes. */
export const followRequestShape = z
  .strictObject({
    scope: followScopeShape,
    channels: channels.default(['in-app', 'email']),
    eventClasses: z
      .array(eventClassShape)
      .min(1)
      .max(EVENT_CLASSES.length)
      .nullable()
      .default(null)
      .meta({ description: 'null: every class' }),
    frequency: frequencyShape
      .nullable()
      .optional()
      .meta({ description: 'How often by mail; null or absent: as the preferences say' }),
  })
  .meta({ id: 'FollowRequest' });
export type FollowRequest = z.infer<typeof followRequestShape>;

export const followShape = z
  .object({
    id: z.uuid(),
    scope: followScopeShape,
    channels: z.array(channelShape),
    eventClasses: z.array(eventClassShape).nullable(),
    frequency: frequencyShape.nullable(),
    createdAt: timeShape,
  })
  .meta({ id: 'Follow' });
export type Follow = z.infer<typeof followShape>;

export const followListShape = z.object({ items: z.array(followShape) }).meta({ id: 'FollowList' });
export type FollowList = z.infer<typeof followListShape>;
