import type { Command } from 'commander';
import { cleanText, fieldErrors, newUserShape, type JsonValue, type NewUser } from '#contracts';
import { createIdentity, type Actor } from '#identity';
import { readSecretKey } from '#platform';
import { CliError, withContext } from '../context.js';

/** Who the events name for what was done at the command line. */
const OPERATOR: Actor = { id: '00000000-0000-7000-8000-000000000001', role: 'operator' };

export const addSetUp = (program: Command): Command =>
  program
    .command('set-up <email> <name>')
    .description('make the first administrator and print the address where they set a password')
    .addHelpText(
      'after',
      '\nThe address works once, within three days. Refused once there is an administrator.',
    )
    .action((email: string, name: string) =>
      withContext(async ({ config, log, out }) => {
        const { pool } = log();
        const identity = createIdentity(pool, config.baseUrl, {
          secretKey: await readSecretKey(config),
          ...{ signInLimits: config.signInLimits, secondFactor: 'required' },
        });
        if (await identity.signIn.isSetUp()) {
          throw new CliError('There is an administrator already: they add others on the page.');
        }
        const person = personOf({ email, name, role: 'admin' });
        const { invitation } = await identity.users.add(OPERATOR, person);
        out(invitation?.address ?? '');
      }),
    );

/** Read like the body of a request: the same characters are refused. */
function personOf(given: JsonValue): NewUser {
  const { value, errors } = cleanText(given);
  const parsed = newUserShape.safeParse(value);
  const [fault] = [...errors, ...(parsed.success ? [] : fieldErrors(parsed.error, value))];
  if (fault !== undefined || !parsed.success) {
    throw new CliError(`${fault?.pointer.slice(1) ?? 'this'} ${fault?.message ?? 'is not usable'}`);
  }
  return parsed.data;
}
