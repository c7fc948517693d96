import { createLogger, createPool } from '#platform';
import { livePosition, ProjectionRunner } from '#projections';
import { setTimeout as pause } from 'node:timers/promises';

/** Fills the tables of a projection that reflects nothing up to `position`; `seconds` says how long it took. */
export async function fill({ url, store, projection, position, options = {} }) {
  const pool = createPool({ url, applicationName: 'bench-projection', max: 6 });
  const runner = new ProjectionRunner({
    ...{ pool, store, projection, logger: createLogger('error'), holder: 'bench' },
    ...options,
  });
  const began = performance.now();
  await runner.start();
  while (((await livePosition(pool, projection.name)) ?? 0n) < position) await pause(10);
  const seconds = (performance.now() - began) / 1000;
  await runner.stop();
  return { seconds, pool };
}

/** Seconds until a projection that reflects nothing has reached `position`; its tables are dropped. */
export async function catchUp({ projection, ...where }) {
  const { seconds, pool } = await fill({ ...where, projection });
  await pool.query(`DELETE FROM views.generation WHERE projection = '${projection.name}'`);
  await pool.query(`DELETE FROM views.projection WHERE name = '${projection.name}'`);
  for (const { name } of projection.tables) await pool.query(`DROP TABLE views.${name}_g1 CASCADE`);
  await pool.end();
  return seconds;
}
