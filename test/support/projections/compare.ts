import { beginRebuild, readProjectionStatus, waitForPosition, type Projection } from '#projections';
import { eventually } from '../eventually.js';
import type { RegisterHarness } from './register-harness.js';

/** All rows that readers of a projection see, by table, in one order. */
export async function shownRows(
  { pool }: RegisterHarness,
  projection: Projection,
): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const { name } of projection.tables) {
    const found = await pool.query<{ line: unknown }>(
      `SELECT to_jsonb(t) AS line FROM views.${name} t ORDER BY to_jsonb(t)::text`,
    );
    rows[name] = found.rows.map(({ line }) => line);
  }
  return rows;
}

/** Waits until the live tables reflect the whole log. */
export async function caughtUp(register: RegisterHarness, name: string): Promise<void> {
  const position = await register.store.head();
  const reached = await waitForPosition(register.pool, { projection: name, position, milliseconds: 30_000 });
  if (!reached) throw new Error(`${name} did not reach ${position}`);
}

/** The rows of a fresh replay of the log, by a runner of this process. */
export async function replayedRows(
  register: RegisterHarness,
  projection: Projection,
): Promise<Record<string, unknown[]>> {
  await beginRebuild(register.pool, projection);
  const runner = await register.run({ projection });
  await eventually('the replay has taken the place of the live tables', async () => {
    const all = await readProjectionStatus(register.pool);
    return all.find(({ name }) => name === projection.name)?.rebuild === null;
  });
  await caughtUp(register, projection.name);
  await runner.stop();
  return shownRows(register, projection);
}
