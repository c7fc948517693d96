// npm run bench <name> [-- --rounds 5 --seconds 4 --events 200000 --json file]: runs bench/<name>.mjs on the built server.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.replace('.mjs', ''));

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'string' },
    events: { type: 'string', default: '200000' },
  },
});
const [name] = positionals;

if (name === undefined || !names.includes(name)) {
  console.error(`npm run bench <name>, one of: ${names.join(', ')}`);
  process.exitCode = 2;
} else if (!existsSync(new URL('../dist/libs/event-store/src/index.js', here))) {
  console.error('The server is not built: run `npm run build:server` first.');
  process.exitCode = 2;
} else {
  const { run } = await import(`./${name}.mjs`);
  const [rounds, seconds, events] = [values.rounds, values.seconds, values.events].map(Number);
  await run({ ...values, rounds, seconds, events });
}
