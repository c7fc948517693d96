// The plain way: Fastify and one INSERT a request, without validation, policy, decision or idempotency.
import fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const metadata = JSON.stringify({ actor: randomUUID(), role: 'staff', correlation: 'y'.repeat(90) });
const app = fastify();
app.post('/events', async ({ body }) => {
  const { rows } = await pool.query({
    name: 'bare-insert',
    text: `INSERT INTO plain_events (stream, version, type, data, metadata) VALUES ($1, 1, $2, $3, $4) RETURNING position`,
    values: [
      `project-${randomUUID()}`,
      'StatusConfirmed',
      JSON.stringify({ ...body, note: 'x'.repeat(320) }),
      metadata,
    ],
  });
  return { position: rows[0].position };
});
await app.listen({ port: 0, host: '127.0.0.1' });
process.send({ port: app.server.address().port });
process.once('message', async () => {
  await app.close();
  await pool.end();
  process.disconnect();
});
