import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureGeneration, registerProjection, type Projection } from '#projections';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { rounds } from '../../support/length.js';
import { caughtUp, replayedRows, shownRows } from '../../support/projections/compare.js';
import { countingProjection } from '../../support/projections/counting-projection.js';
import { openRegister, type RegisterHarness } from '../../support/projections/register-harness.js';
import { withSeed, type Random } from '../../support/seed.js';
import { killProjectors, startProjector, type ProjectorChild } from './projector-child.js';

const KILLS = rounds(13, 500);
const LIMIT = rounds(120_000, 2_400_000);

let db: TestDatabase;
let register: RegisterHarness;
beforeEach(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
});
afterEach(async () => {
  await killProjectors();
  await register.stop();
  await db.drop();
});

/** A new plant that is begun, confirmed and built by several people at once. */
async function writeSome(random: Random): Promise<void> {
  const { id } = await register.give('RegisterProject', 'project', undefined, {
    titles: { en: `Plant ${random.seed} ${random.next()}` },
  });
  const confirm = () => register.give('ConfirmStatus', 'project', id, { asOf: '2026' });
  await Promise.all([
    register.give('BeginPreparation', 'project', id),
    ...Array.from({ length: 6 }, confirm),
    register.give('StartConstruction', 'project', id),
  ]);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function holderOf(projection: string): Promise<string | undefined> {
  const { rows } = await register.pool.query<{ holder: string }>(
    `SELECT holder FROM views.generation WHERE projection = $1 AND lease_until > clock_timestamp()`,
    [projection],
  );
  return rows[0]?.holder;
}

/** Kills, at random moments of the writing, whichever of two projectors holds the lease. */
async function killAtRandom(
  random: Random,
  start: (holder: string) => ProjectorChild,
  name: string,
): Promise<number> {
  const alive = new Map(['a', 'b'].map((holder) => [holder, start(holder)]));
  let heldAtDeath = 0;
  for (let kills = 0; kills < KILLS; kills += 1) {
    const writing = Promise.all([writeSome(random), writeSome(random)]);
    await pause(random.below(120));
    const holder = await holderOf(name);
    if (holder !== undefined) heldAtDeath += 1;
    const victim = alive.get(holder ?? (random.below(2) === 0 ? 'a' : 'b'));
    if (victim === undefined) throw new Error(`${holder} is none of ours`);
    victim.signal('SIGKILL');
    expect(await victim.ended).toBe('SIGKILL');
    alive.set(victim.holder, start(victim.holder));
    await writing;
    if (kills % 2 === 0) await Promise.all([...alive.values()].map(({ ready }) => ready));
  }
  await caughtUp(register, name);
  return heldAtDeath;
}

describe('a projector that is killed at random moments, again and again', () => {
  it.each<[string, () => Projection]>([
    ['register', () => registerProjection],
    ['counting', () => countingProjection()],
  ])(
    'shows in %s what a replay of the log gives',
    (name, projectionOf) =>
      withSeed(async (random) => {
        const projection = projectionOf();
        await ensureGeneration(register.pool, projection);
        const start = (holder: string) =>
          startProjector({
            ...{ url: db.url, projection: name as 'register' | 'counting', holder },
            ...{ batchSize: 1 + random.below(20), leaseSeconds: 0.3 },
          });
        const heldAtDeath = await killAtRandom(random, start, name);
        expect(heldAtDeath).toBeGreaterThan(KILLS / 4);
        await killProjectors();
        const shown = await shownRows(register, projection);
        expect(shown).toEqual(await replayedRows(register, projection));
        expect(Object.values(shown)[0]?.length).toBeGreaterThan(KILLS);
      }),
    LIMIT,
  );
});
