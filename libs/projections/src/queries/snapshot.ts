import type pg from 'pg';

/** Where an answer reads: one state of all tables, and the position that they reflect. */
export interface Snapshot {
  readonly client: pg.ClientBase;
  readonly asOfPosition: string;
}

// The locks come first: they wait while new tables take the place of the old, and only then is the state chosen that
// all statements read. Otherwise rows of new tables could be read as they were before they had caught up.
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  LOCK TABLE views.record_state, views.record, views.milestone, views.link IN ACCESS SHARE MODE`;

const AS_OF = {
  name: 'as-of-position',
  text: `SELECT g.position FROM views.projection p
           JOIN views.generation g ON g.projection = p.name AND g.generation = p.live_generation
         WHERE p.name = 'register'`,
};

/** Answers from one state of the register, so that every part of an answer, its position too, tells of the same. */
export async function inSnapshot<T>(pool: pg.Pool, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query(BEGIN);
    const { rows } = await client.query<{ position: bigint }>(AS_OF);
    const answer = await read({ client, asOfPosition: String(rows[0]?.position ?? 0n) });
    await client.query('COMMIT');
    broken = false;
    return answer;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
