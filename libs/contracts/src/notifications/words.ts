import { z } from 'zod';

/** What an event means to those who follow: the five kinds of news. */
export const EVENT_CLASSES = ['stage', 'plan', 'money', 'correction', 'end'] as const;
export type EventClass = (typeof EVENT_CLASSES)[number];

export const CHANNELS = ['in-app', 'email'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** How often mail is sent: each notice by itself, or together. */
export const FREQUENCIES = ['at-once', 'daily', 'weekly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export const LOCALES = ['en', 'kk', 'ru', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

export const DELIVERY_STATES = [
  'planned',
  'sending',
  'accepted',
  'delivered',
  'bounced',
  'held',
  'dead',
  'suppressed',
  'superseded',
  'cancelled',
  'unknown',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const eventClassShape = z.enum(EVENT_CLASSES).meta({
  id: 'EventClass',
  description:
    'stage: a step of the record; plan: dates, terms, parties; money: sums; correction: the register was wrong; end: it is over',
});
export const channelShape = z.enum(CHANNELS).meta({ id: 'Channel' });
export const frequencyShape = z.enum(FREQUENCIES).meta({
  id: 'Frequency',
  description: 'daily, weekly: mail waits for the next digest; critical news and corrections never wait',
});
export const localeShape = z.enum(LOCALES).meta({ id: 'Locale' });
export const deliveryStateShape = z.enum(DELIVERY_STATES).meta({
  id: 'DeliveryState',
  description:
    'planned, sending, accepted: on its way or taken by the receiver; held: waits for the next digest; dead: given up, may be replayed; suppressed: not sent, see reason',
});

/** Time in answers: RFC 3339 in UTC. */
export const timeShape = z.iso.datetime();
export const noticeCursorShape = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: '`next` of the page before; opaque' });
export const noticeLimitShape = z.coerce.number().int().min(1).max(200).default(50);
