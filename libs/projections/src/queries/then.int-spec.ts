import { describe, expect, it, jest } from '@jest/globals';
import { registerQueryShape } from '#contracts';
import { effectiveFacts, interval, type Fact } from '#domain';
import type { RecordedEvent } from '#event-store';
import { cloneDatabase } from '../../../../test/support/database.js';
import { rounds } from '../../../../test/support/length.js';
import { randomHistory } from '../../../../test/support/projections/random-history.js';
import { RegisterTables } from '../../../../test/support/projections/register-tables.js';
import { withSeed, type Random } from '../../../../test/support/seed.js';
import { factOf } from '../register/fact.js';
import type { Viewer } from './viewer.js';

const HISTORIES = rounds(3, 120);
const LENGTH = 150;
const HEADLINES = ['underConstruction', 'partlyOperational', 'signed', 'announced'];
const VIEWERS = ['public', 'staff'] as const;

/** Half of the facts with a day, so that the order of days is not that of positions. */
const dated = (events: readonly RecordedEvent[], random: Random): RecordedEvent[] =>
  events.map((event) => {
    if (random.below(2) === 0) return event;
    const occurredOn = `20${22 + random.below(4)}-${String(1 + random.below(12)).padStart(2, '0')}`;
    return { ...event, envelope: { ...event.envelope, occurredOn } };
  });

interface Worlds {
  readonly log: RegisterTables;
  readonly events: readonly RecordedEvent[];
  /** Tables of a world of its own, filled with the events that are given. */
  readonly other: RegisterTables;
  readonly random: Random;
}

async function eachHistory(check: (worlds: Worlds) => Promise<void>): Promise<void> {
  await withSeed(async (random) => {
    for (let n = 0; n < HISTORIES; n += 1) {
      const [one, two] = [await cloneDatabase(), await cloneDatabase()];
      const [log, other] = [new RegisterTables(one), new RegisterTables(two)];
      try {
        const events = await log.recorded(dated(randomHistory(random, LENGTH).events, random));
        await log.rebuilt([[...events]]);
        await check({ log, other, events, random });
      } finally {
        await Promise.all([log.close(), other.close()]);
        await Promise.all([one.drop(), two.drop()]);
      }
    }
  });
}

const queryOf = (filters: object) => registerQueryShape.parse({ limit: 200, ...filters });
const QUESTIONS = [
  queryOf({ sort: 'updated' }),
  queryOf({ overdue: 'true' }),
  queryOf({ q: 'project', party: 'Sinopec' }),
  ...HEADLINES.map((headline) => queryOf({ headline })),
];

async function present({ queries }: RegisterTables, viewer: Viewer, questions = QUESTIONS) {
  const lists = await Promise.all(
    questions.map((query) => queries.list({ aggregate: undefined, query, viewer })),
  );
  const summary = await queries.summary(viewer);
  const funnels = await Promise.all(collectionsOf(lists[0]).map((id) => queries.funnel({ id, viewer })));
  return plain({ lists, summary, funnels });
}

async function past(
  { queries }: RegisterTables,
  viewer: Viewer,
  asked: { knownAt: bigint; validAt?: string; questions?: typeof QUESTIONS },
) {
  const { knownAt, validAt, questions = QUESTIONS } = asked;
  const moment = await queries.moment({ knownAt, validAt });
  const lists = await Promise.all(
    questions.map((query) => queries.listThen({ aggregate: undefined, query, viewer }, moment)),
  );
  const summary = await queries.summaryThen(viewer, moment);
  const funnels = await Promise.all(
    collectionsOf(lists[0]).map((id) => queries.funnelThen({ id, viewer }, moment)),
  );
  return plain({ lists, summary, funnels });
}

const collectionsOf = (list: { items: readonly { aggregate: string; id: string }[] } | undefined) =>
  (list?.items ?? []).filter(({ aggregate }) => aggregate === 'collection').map(({ id }) => id);

/** As it goes over the wire. */
const plain = (answer: object): unknown => JSON.parse(JSON.stringify(answer));

const without = (left: ReadonlySet<string>, answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (name, value: unknown) => (left.has(name) ? undefined : value)));

// Many registers are built, one after the other.
jest.setTimeout(240_000);

describe('the register as it was', () => {
  it('shows at a position what a register of the events up to there shows', async () => {
    await eachHistory(async ({ log, other, events, random }) => {
      for (let count = 1; count <= events.length; count += 1 + random.below(25)) {
        const told = events.slice(0, count);
        await other.rebuilt([told]);
        for (const viewer of VIEWERS) {
          expect(await past(log, viewer, { knownAt: BigInt(count) })).toEqual(await present(other, viewer));
        }
      }
    });
  });

  it('tells records in full as a register of the events up to there, or of the facts certain by a day, does', async () => {
    await eachHistory(async ({ log, other, events, random }) => {
      const count = 1 + random.below(events.length);
      const told = events.slice(0, count);
      for (const viewer of VIEWERS) {
        for (const validAt of [undefined, '2024-05-20']) {
          await other.rebuilt([validAt === undefined ? told : certainBy(validAt, told, viewer)]);
          const moment = await log.queries.moment({ knownAt: BigInt(count), validAt });
          const { items } = await log.queries.listThen(
            { aggregate: undefined, query: queryOf({}), viewer },
            moment,
          );
          for (const { id, aggregate } of items) {
            const then = await log.queries.findThen({ id, aggregate, viewer, around: viewer, moment });
            const present = await other.queries.find({ id, aggregate, viewer });
            expect(inFull(then)).toEqual(inFull(present));
          }
        }
      }
    });
  });

  it('shows on a day what a register of the facts certain by then shows', async () => {
    const questions = [queryOf({}), queryOf({ headline: 'underConstruction' })];
    await eachHistory(async ({ log, other, events, random }) => {
      for (const validAt of ['2021-12-31', '2023-07-01', '2024-05-20']) {
        const count = Math.ceil(events.length / (1 + random.below(2)));
        for (const viewer of VIEWERS) {
          await other.rebuilt([certainBy(validAt, events.slice(0, count), viewer)]);
          const then = await past(log, viewer, { knownAt: BigInt(count), validAt, questions });
          expect(undated(then)).toEqual(undated(await present(other, viewer, questions)));
        }
      }
    });
  });
});

/** The events of a world in which nothing else was ever recorded: corrected as they were, to this reader alone. */
function certainBy(day: string, events: readonly RecordedEvent[], viewer: Viewer): RecordedEvent[] {
  const seen = events.filter(({ envelope }) => viewer === 'staff' || envelope.visibility === 'public');
  const streams = Map.groupBy(seen, ({ stream }) => stream);
  const facts = new Map<string, Fact>(
    [...streams.values()].flatMap((own) => effectiveFacts(own.map(factOf)).map((fact) => [fact.id, fact])),
  );
  return seen.flatMap((event) => {
    const fact = facts.get(event.id);
    if (fact === undefined || fact.type === 'EventCorrected' || fact.type === 'EventRetracted') return [];
    const { occurredOn, recordedOn, data } = fact;
    if (occurredOn !== null && interval(occurredOn, recordedOn).to > day) return [];
    return [{ ...event, data, envelope: { ...event.envelope, occurredOn } } as RecordedEvent];
  });
}

const DAYS = ['quietDays', 'dormancy', 'overdue', 'day', 'days'];
const POSITIONS = ['position', 'version', 'asOfPosition'];

/** Without the positions, which a world of fewer events has not, and without what the present day makes of dates. */
const undated = (answer: unknown): unknown => without(new Set([...DAYS, ...POSITIONS]), answer);

/** The same, without what is known of sources: the other world has no log, and no corrections with theirs. */
const inFull = (answer: unknown): unknown =>
  without(new Set([...DAYS, ...POSITIONS, 'sourceCount', 'bestEvidence']), answer);
