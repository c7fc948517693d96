import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { registerQueryShape } from '#contracts';
import type { RecordedEvent } from '#event-store';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { rounds } from '../../../../test/support/length.js';
import { RegisterTables } from '../../../../test/support/projections/register-tables.js';
import { randomHistory } from '../../../../test/support/projections/random-history.js';
import { withSeed, type Random } from '../../../../test/support/seed.js';

let db: TestDatabase;
let tables: RegisterTables;
beforeEach(async () => {
  db = await cloneDatabase();
  tables = new RegisterTables(db);
});
afterEach(async () => {
  await tables.close();
  await db.drop();
});

const LENGTH = 220;
const HISTORIES = rounds(6, 300);

const inPieces = (events: readonly RecordedEvent[], sizeOf: () => number): RecordedEvent[][] => {
  const pieces: RecordedEvent[][] = [];
  for (let at = 0; at < events.length; at += pieces.at(-1)?.length ?? 1) {
    pieces.push(events.slice(at, at + sizeOf()));
  }
  return pieces;
};

async function eachHistory(check: (events: readonly RecordedEvent[], random: Random) => Promise<void>) {
  await withSeed(async (random) => {
    for (let n = 0; n < HISTORIES; n += 1) await check(randomHistory(random, LENGTH).events, random);
  });
}

describe('any history', () => {
  it('gives the same tables in batches of any size as in one', async () => {
    await eachHistory(async (events, random) => {
      const whole = await tables.rebuilt([[...events]]);
      expect(whole.record?.length).toBeGreaterThan(5);
      expect(await tables.rebuilt(inPieces(events, () => 1))).toEqual(whole);
      expect(await tables.rebuilt(inPieces(events, () => 1 + random.below(30)))).toEqual(whole);
    });
  });

  it('gives the same tables from whole streams at once as in order of position', async () => {
    await eachHistory(async (events) => {
      expect(await tables.built(events)).toEqual(await tables.rebuilt([[...events]]));
    });
  });

  it('changes nothing when a batch comes again', async () => {
    await eachHistory(async (events, random) => {
      const pieces = inPieces(events, () => 1 + random.below(60));
      const once = await tables.rebuilt(pieces);
      const again = pieces.flatMap((piece) => [piece, piece]);
      expect(await tables.rebuilt(again)).toEqual(once);
    });
  });
});

describe('what the public reads', () => {
  it('is what it would be had the internal facts never been recorded', async () => {
    const other = await cloneDatabase();
    try {
      const without = new RegisterTables(other);
      await eachHistory(async (events, random) => {
        const open = events.filter(({ envelope }) => envelope.visibility === 'public');
        expect(open.length).toBeLessThan(events.length - 20);
        await tables.rebuilt(inPieces(events, () => 1 + random.below(50)));
        await without.rebuilt(inPieces(open, () => 1 + random.below(50)));
        expect(await answers(tables, 'public')).toEqual(await answers(without, 'public'));
        expect(await answers(tables, 'staff')).not.toEqual(await answers(without, 'staff'));
      });
      await without.close();
    } finally {
      await other.drop();
    }
  });

  /** All that a reader can ask, without the position: the logs differ in length. */
  async function answers({ queries }: RegisterTables, viewer: 'public' | 'staff') {
    const query = registerQueryShape.parse({ limit: 200, sort: 'updated' });
    const { items, total } = await queries.list({ aggregate: undefined, query, viewer });
    const details = await Promise.all(
      items.map(async ({ id, aggregate }) => ({
        ...(await queries.find({ aggregate, id, viewer })),
        asOfPosition: null,
      })),
    );
    const { asOfPosition: _summarised, ...summary } = await queries.summary(viewer);
    const { asOfPosition: _boarded, ...board } = await queries.board({ limit: 200 }, viewer);
    return { items, total, details, summary, board };
  }
});
