import type { z } from 'zod';
import {
  deliveryPageShape,
  deliveryShape,
  followListShape,
  followRequestShape,
  followShape,
  inboxPageShape,
  markReadAnswerShape,
  markReadRequestShape,
  noticeSettingsShape,
  preferenceListShape,
  preferenceRequestShape,
  unsubscribeRequestShape,
  unsubscribeViewShape,
} from '#contracts';
import type { ProblemCode } from '../http/problem-table.js';
import {
  deliveriesQueryShape,
  inboxQueryShape,
  ownDeliveriesQueryShape,
  unreadAnswerShape,
} from '../notifications/queries.js';
import type { Operation } from './operation.js';

const OWN: readonly ProblemCode[] = ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'UNAVAILABLE'];
const PAGED: readonly ProblemCode[] = [...OWN, 'INVALID_QUERY', 'INVALID_CURSOR'];
const SENT: readonly ProblemCode[] = [...OWN, 'INVALID_JSON', 'INVALID_INPUT', 'UNKNOWN_FIELD'];

type Given = Pick<Operation, 'operationId' | 'summary' | 'problems'> &
  Partial<Pick<Operation, 'query' | 'body' | 'key'>> & {
    readonly schema?: z.ZodType;
    readonly status?: Operation['answer']['status'];
  };

function operation(method: Operation['method'], path: string, given: Given): Operation {
  const { schema, status = '200', key = true, ...rest } = given;
  const answer = { status, description: 'The answer', ...(schema === undefined ? {} : { schema }) };
  return { method, path, tag: 'Notifications', key, answer, ...rest };
}

export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  operation('get', '/api/me/follows', {
    ...{ operationId: 'follows.list', summary: 'What you follow', schema: followListShape, problems: OWN },
  }),
  operation('post', '/api/me/follows', {
    ...{
      operationId: 'follows.follow',
      summary: 'Follow a record, region, sector, party, collection or kind of news',
    },
    body: {
      schema: followRequestShape,
      example: { scope: { kind: 'region', key: 'KZ-31' }, channels: ['in-app', 'email'] },
    },
    ...{ schema: followShape, status: '201', problems: SENT },
  }),
  operation('delete', '/api/me/follows/{id}', {
    ...{ operationId: 'follows.unfollow', summary: 'Follow it no longer', status: '204' },
    problems: [...OWN, 'NOT_FOUND'],
  }),
  operation('get', '/api/me/notification-settings', {
    ...{ operationId: 'settings.read', summary: 'Where and how you are told', schema: noticeSettingsShape },
    problems: OWN,
  }),
  operation('put', '/api/me/notification-settings', {
    ...{
      operationId: 'settings.save',
      summary: 'Set where and how you are told',
      schema: noticeSettingsShape,
    },
    body: {
      schema: noticeSettingsShape,
      example: {
        ...{ email: 'aigerim@example.org', locale: 'kk', timeZone: 'Asia/Almaty', notifyOwnActs: false },
        ...{ digestHour: 9, digestWeekday: 1, quietHours: { from: 22, to: 7 } },
      },
    },
    problems: SENT,
  }),
  operation('get', '/api/me/preferences', {
    ...{
      operationId: 'preferences.list',
      summary: 'What you turned on or off, and how often by mail',
      schema: preferenceListShape,
      problems: OWN,
    },
  }),
  operation('put', '/api/me/preferences', {
    ...{
      operationId: 'preferences.set',
      summary: 'Turn a kind of news on or off on a channel, or choose how often by mail',
    },
    body: {
      schema: preferenceRequestShape,
      example: { scope: { kind: 'event-class', key: 'plan' }, channel: 'email', frequency: 'daily' },
    },
    ...{ schema: preferenceListShape, problems: SENT },
  }),
  operation('get', '/api/me/inbox', {
    ...{ operationId: 'inbox.list', summary: 'Your notices, newest first', query: inboxQueryShape },
    ...{ schema: inboxPageShape, problems: PAGED },
  }),
  operation('get', '/api/me/inbox/unread', {
    ...{
      operationId: 'inbox.unread',
      summary: 'How many notices you have not read',
      schema: unreadAnswerShape,
    },
    problems: OWN,
  }),
  operation('post', '/api/me/inbox/read', {
    ...{ operationId: 'inbox.markRead', summary: 'Mark notices as read' },
    body: { schema: markReadRequestShape, example: { all: true } },
    ...{ schema: markReadAnswerShape, problems: SENT },
  }),
  operation('get', '/api/me/deliveries', {
    ...{ operationId: 'deliveries.own', summary: 'What was sent to you, and what became of it' },
    ...{ query: ownDeliveriesQueryShape, schema: deliveryPageShape, problems: PAGED },
  }),
  operation('get', '/api/deliveries', {
    ...{
      operationId: 'deliveries.list',
      summary: 'What was sent to anybody; state=dead lists what was given up',
    },
    ...{ query: deliveriesQueryShape, schema: deliveryPageShape, problems: PAGED },
  }),
  operation('get', '/api/deliveries/{id}', {
    ...{ operationId: 'deliveries.read', summary: 'One delivery with its attempts', schema: deliveryShape },
    problems: [...OWN, 'NOT_FOUND'],
  }),
  operation('post', '/api/deliveries/{id}/replay', {
    ...{
      operationId: 'deliveries.replay',
      summary: 'Send a delivery anew that was given up',
      schema: deliveryShape,
    },
    problems: [...OWN, 'NOT_FOUND', 'NOT_DEAD'],
  }),
  operation('get', '/api/unsubscribe/{token}', {
    ...{
      operationId: 'unsubscribe.view',
      summary: 'What the link of a mail is about; changes nothing',
      key: false,
    },
    ...{ schema: unsubscribeViewShape, problems: ['NOT_FOUND'] },
  }),
  operation('post', '/api/unsubscribe/{token}', {
    ...{
      operationId: 'unsubscribe.apply',
      summary: 'End the mail that the link is about (RFC 8058)',
      key: false,
    },
    body: {
      schema: unsubscribeRequestShape,
      example: { scope: 'record' },
      mediaType: 'application/x-www-form-urlencoded',
    },
    ...{ schema: unsubscribeViewShape, problems: ['NOT_FOUND', 'INVALID_INPUT'] },
  }),
];
