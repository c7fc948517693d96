import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftPageShape, driftQueryShape, type DriftPage } from '#contracts';
import type { RegisterQueries } from '#projections';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { rounds } from '../../../../test/support/length.js';
import { randomHistory } from '../../../../test/support/projections/random-history.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';
import { RegisterTables } from '../../../../test/support/projections/register-tables.js';
import { withSeed } from '../../../../test/support/seed.js';

/** All pages, one after the other. */
async function wholeCheck(
  queries: RegisterQueries,
  limit = 7,
): Promise<Pick<DriftPage, 'checked' | 'of' | 'differing'>> {
  const differing: DriftPage['differing'] = [];
  let [checked, after]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const page = driftPageShape.parse(await queries.audit.drift(driftQueryShape.parse({ after, limit })));
    checked += page.checked;
    differing.push(...page.differing);
    if (page.next === null) return { checked, of: page.of, differing };
    after = page.next;
  }
}

describe('the drift check of a portfolio', () => {
  let db: TestDatabase;
  let register: RegisterHarness;
  let owner: ReturnType<TestDatabase['ownerPool']>;
  beforeAll(async () => {
    db = await cloneDatabase();
    owner = db.ownerPool();
    register = openRegister(db);
    await register.run();
    await register.loadPortfolio();
    await register.settled();
  });
  afterAll(async () => {
    await register.stop();
    await db.drop();
  });

  /** Changes the tables behind the program's back, looks, and puts them right again. */
  async function tampered(change: string, back: string) {
    await owner.query(change);
    try {
      return await wholeCheck(register.queries);
    } finally {
      await owner.query(back);
    }
  }

  it('goes through every record once and finds nothing where nothing was changed', async () => {
    const { checked, of, differing } = await wholeCheck(register.queries);
    expect(differing).toEqual([]);
    expect(checked).toBe(of);
    const { rows } = await register.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM views.record_state',
    );
    expect(of).toBe(rows[0]?.count);
    expect(of).toBeGreaterThan(10);
  });

  it('finds a stage that was changed by hand, in what lists filter by and in what they show', async () => {
    const one = `aggregate = 'project' AND stage = 'UnderConstruction'`;
    const { rows } = await register.pool.query<{ id: string; public_id: string }>(
      `SELECT id, public_id FROM views.record WHERE ${one} ORDER BY id LIMIT 1`,
    );
    const [{ id, public_id: publicId } = { id: '', public_id: '' }] = rows;
    const set = (to: string) => `UPDATE views.record SET ${to} WHERE id = '${id}'`;
    const found = { kind: 'project', id, publicId, audience: 'all', field: 'stage' };
    const differs = { ...found, register: 'Operational', replay: 'UnderConstruction' };
    const column = await tampered(set(`stage = 'Operational'`), set(`stage = 'UnderConstruction'`));
    expect(column.differing).toEqual([differs]);
    const shown = await tampered(
      set(`item = jsonb_set(item, '{stage}', '"Operational"')`),
      set(`item = jsonb_set(item, '{stage}', '"UnderConstruction"')`),
    );
    expect(shown.differing).toEqual([differs]);
  });

  it('finds a line that was taken away', async () => {
    const { rows } = await register.pool.query<{ public_id: string }>(
      'SELECT public_id FROM views.record ORDER BY id LIMIT 1',
    );
    const publicId = rows[0]?.public_id;
    const { differing } = await tampered(
      `CREATE TABLE kept AS SELECT * FROM views.record WHERE public_id = '${publicId}';
       DELETE FROM views.record WHERE public_id = '${publicId}'`,
      'INSERT INTO views.record SELECT * FROM kept; DROP TABLE kept',
    );
    expect(differing).toMatchObject([{ publicId, field: 'line', register: null, replay: publicId }]);
  });
});

describe('the drift check of any history', () => {
  it('finds nothing, whatever was recorded, corrected, merged or kept internal', async () => {
    await withSeed(async (random) => {
      for (let n = 0; n < rounds(3, 60); n += 1) {
        const db = await cloneDatabase();
        const tables = new RegisterTables(db);
        try {
          const events = await tables.recorded(randomHistory(random, 150).events);
          await tables.rebuilt([events]);
          expect((await wholeCheck(tables.queries)).differing).toEqual([]);
        } finally {
          await tables.close();
          await db.drop();
        }
      }
    });
  });
});
