import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';

const database = join(
  dirname(createRequire(import.meta.url).resolve('@eventide/message-db/package.json')),
  'database',
);
// The order of its own install scripts.
const functions = [
  ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'],
  ...[
    'stream-version',
    'write-message',
    'get-stream-messages',
    'get-category-messages',
    'get-last-stream-message',
  ],
];

async function install(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SELECT to_regnamespace('message_store') AS found");
  if (rows[0].found === null) {
    const run = async (...path) => client.query(await readFile(join(database, ...path), 'utf8'));
    await run('schema', 'message-store.sql');
    await client.query('SET search_path = message_store, public');
    await run('types', 'message.sql');
    for (const table of await readdir(join(database, 'tables'))) await run('tables', table);
    for (const name of functions) await run('functions', `${name}.sql`);
    for (const index of await readdir(join(database, 'indexes'))) {
      const sql = await readFile(join(database, 'indexes', index), 'utf8');
      for (const statement of sql.split(';').filter((text) => text.trim() !== ''))
        await client.query(statement);
    }
  }
  await client.end();
}

/** message-db: its SQL functions called through node-postgres, one call an event. */
export async function open(url, { connections }) {
  await install(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    options: '-c search_path=message_store,public',
  });
  const write = (stream, { type, data, metadata }, expected) =>
    pool.query({
      name: 'write',
      text: 'SELECT message_store.write_message($1, $2, $3, $4, $5, $6)',
      values: [randomUUID(), stream, type, JSON.stringify(data), JSON.stringify(metadata), expected - 1],
    });
  return {
    append: async (stream, events, expected) => {
      for (const [index, event] of events.entries()) await write(stream, event, expected + index);
    },
    readStream: async (stream) => {
      const { rows } = await pool.query({
        name: 'read',
        text: 'SELECT * FROM message_store.get_stream_messages($1, 0, -1)',
        values: [stream],
      });
      for (const row of rows) {
        JSON.parse(row.data);
        JSON.parse(row.metadata);
      }
      return rows.length;
    },
    isConflict: (error) => /Wrong expected version/.test(String(error?.message)),
    close: () => pool.end(),
  };
}
