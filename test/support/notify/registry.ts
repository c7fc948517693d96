import { EVENT_CATALOGUE, type AnyEvent } from '#domain';
import { createCatalogue, type EventEnvelope, type EventStore, type JsonValue } from '#event-store';
import { createNotificationServices, type NotificationServices } from '#notifications';
import { newId } from '#platform';
import type pg from 'pg';
import type { TestDatabase } from '../database.js';
import { envelope, fingerprintOf, openStore } from '../log.js';

export const BASE_URL = 'https://tracker.example.org';

const live: EventEnvelope = {
  ...envelope,
  actor: { id: '0192f0c1-0000-7000-8000-00000000000a', role: 'staff' },
  sources: [{ publisher: 'Akimat of Zhambyl region', title: 'Works began', class: 'officialAct' }],
};

/** A log of the domain's events and the people who follow it. */
export interface NotifyRegistry {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly services: NotificationServices;
  /** Appends events of one command; returns the ids of the events. */
  record(stream: string, events: readonly AnyEvent[], changes?: Partial<EventEnvelope>): Promise<string[]>;
  /** A project in Zhambyl that is on the register; returns its stream. */
  newPlant(changes?: Partial<EventEnvelope>): Promise<string>;
  /** A person with an address, who follows `stream`; returns the user id. */
  newFollower(stream: string, settings?: { readonly locale?: 'en' | 'kk' | 'ru' | 'zh' }): Promise<string>;
  stop(): Promise<void>;
}

export const addressOf = (userId: string): string => `${userId.slice(-12)}@example.org`;

export function openNotifyRegistry(db: TestDatabase): NotifyRegistry {
  const { store, stop } = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
  const pool = db.appPool({ applicationName: 'spec-notify', max: 8 });
  const services = createNotificationServices({ pool, baseUrl: BASE_URL });
  const record: NotifyRegistry['record'] = async (stream, events, changes = {}) => {
    const commandId = newId();
    const ids = events.map(() => newId());
    const result = await store.append({
      commandId,
      fingerprint: fingerprintOf(commandId),
      streams: [
        {
          stream,
          expected: 'any',
          events: events.map(({ type, data }, index) => ({
            id: ids[index] ?? newId(),
            type,
            schemaVersion: 1,
            envelope: { ...live, ...changes },
            data: data as JsonValue,
          })),
        },
      ],
    });
    if (result.kind !== 'appended') throw new Error(`the append was answered ${result.kind}`);
    return ids;
  };
  return {
    store,
    pool,
    services,
    record,
    newPlant: async (changes) => {
      const stream = `project-${newId()}`;
      await record(stream, plantEvents, changes);
      return stream;
    },
    newFollower: async (stream, { locale = 'en' } = {}) => {
      const userId = newId();
      await services.settings.save(userId, {
        email: addressOf(userId),
        locale,
        timeZone: 'Asia/Almaty',
        notifyOwnActs: false,
      });
      await services.follows.follow(userId, {
        scope: { kind: 'record', key: stream },
        channels: ['in-app', 'email'],
        eventClasses: null,
      });
      return userId;
    },
    stop: async () => {
      await stop();
      if (!pool.ended) await pool.end();
    },
  };
}

const plantEvents: readonly AnyEvent[] = [
  {
    type: 'ProjectRegistered',
    data: {
      publicId: 'PRJ-2025-0009',
      titles: { en: 'Steel plant', ru: 'Металлургический завод', kk: 'Болат зауыты', zh: '钢铁厂' },
      deliveryMode: 'build',
      initialStage: 'Preparing',
      openingBalance: false,
    },
  },
  {
    type: 'LocationSet',
    data: { country: 'KZ', regions: ['KZ-31'], precision: 'region', regionBasis: 'stated' },
  },
  { type: 'ClassificationSet', data: { scheme: 'sector', code: 'industry.metals' } },
  {
    type: 'PartyAdded',
    data: { party: { name: 'Fujian Hengwang' }, role: 'investor', side: 'china' },
  },
];

export const constructionStarted: AnyEvent = { type: 'ConstructionStarted', data: {} };
