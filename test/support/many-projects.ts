import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, type AppendRequest, type JsonValue } from '#event-store';
import { newId } from '#platform';
import type { TestDatabase } from './database.js';
import { envelope, fingerprintOf, openStore } from './log.js';

/** A log that is given whole records of the product, as an import gives them. */
export interface ProjectLog {
  /** Uuids of the projects, in order of their numbers. */
  readonly ids: readonly string[];
  /** Public id of one of them, from 0 on. */
  publicId(at: number): string;
  /** Adds an event to one of them. */
  add(at: number, type: string, data: JsonValue): Promise<void>;
  /** Registers one more. */
  register(): Promise<string>;
  stop(): Promise<void>;
}

const SECTORS = ['energy.oil', 'mining', 'industry.metals', 'transport', 'agriculture'];
const REGIONS = ['KZ-31', 'KZ-10', 'KZ-23', 'KZ-63', 'KZ-75'];
const PARTIES = ['Sinopec', 'KazMunayGas', 'Hengwang', 'Samruk-Energy'];

/** Fills the log with `count` projects of five events each by its bulk path. */
export async function fillWithProjects(db: TestDatabase, count: number): Promise<ProjectLog> {
  const { store, stop } = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
  const ids = Array.from({ length: count }, () => newId());
  for await (const { kind } of store.importAppends(ids.map((id, at) => lifeOf(id, at)))) {
    if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
  }
  const append = async (request: AppendRequest) => {
    const { kind } = await store.append(request);
    if (kind !== 'appended') throw new Error(`an append was answered with ${kind}`);
  };
  return {
    ...{ ids, publicId, stop },
    add: (at, type, data) => append(recorded(`project-${ids[at] ?? ''}`, [{ type, data }])),
    async register() {
      const at = ids.push(newId()) - 1;
      await append(lifeOf(ids[at] ?? '', at));
      return publicId(at);
    },
  };
}

// Behind the numbers that the first portfolio takes.
const publicId = (at: number): string => `PRJ-2027-${String(at + 1).padStart(5, '0')}`;
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

const lifeOf = (id: string, at: number): AppendRequest =>
  recorded(`project-${id}`, [
    {
      type: 'ProjectRegistered',
      data: {
        ...{ publicId: publicId(at), titles: { en: `Plant ${at + 1}`, ru: `Завод ${at + 1}` } },
        ...{ deliveryMode: 'build', initialStage: 'Announced', openingBalance: false },
      },
    },
    {
      type: 'LocationSet',
      data: { country: 'KZ', regions: [pick(REGIONS, at)], precision: 'region', regionBasis: 'stated' },
    },
    { type: 'ClassificationSet', data: { scheme: 'sector', code: pick(SECTORS, at) } },
    { type: 'PartyAdded', data: { party: { name: pick(PARTIES, at) }, role: 'investor', side: 'china' } },
    {
      type: 'ValueStated',
      data: {
        value: { qualifier: 'exact', amount: String(1_000_000 + at), currency: 'USD', role: 'announced' },
      },
    },
  ]);

function recorded(stream: string, events: readonly { type: string; data: JsonValue }[]): AppendRequest {
  const commandId = newId();
  return {
    ...{ commandId, fingerprint: fingerprintOf(commandId) },
    streams: [
      {
        ...{ stream, expected: 'any' },
        events: events.map((event) => ({ id: newId(), schemaVersion: 1, envelope, ...event })),
      },
    ],
  };
}
