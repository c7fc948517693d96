import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import { join } from 'node:path';
import { canBeSensitive } from '#commands';
import { ROLES, unknownRoles, type IdentityOptions } from '#identity';
import { ConfigError, readSecretKey, type Config } from '#platform';
import type { ApiApp } from '../create-api-app.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether only this machine reaches what listens there. */
export function isLoopback(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? host === 'localhost' : LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Settings of identity for a program; `alone`: the product runs for this machine, with a database of its own.
 * @throws ConfigError
 */
export async function identityOptionsOf(
  config: Config,
  { alone }: { readonly alone: boolean },
): Promise<IdentityOptions> {
  const insensible = config.fourEyes.commands.filter((name) => !canBeSensitive(name));
  if (insensible.length > 0) {
    throw new ConfigError([
      `FOUR_EYES: ${insensible.join(', ')} is no command on a record, such as CancelProject`,
    ]);
  }
  const { openId, localSignIn: on, breakGlassEmail } = config;
  const unknown = unknownRoles(openId?.roles ?? []);
  if (unknown.length > 0) {
    throw new ConfigError([`OPENID_ROLES: ${unknown.join(', ')} is none of the roles ${ROLES.join(', ')}`]);
  }
  return {
    ...{ openId, localSignIn: { on, breakGlassEmail } },
    secretKey: await readSecretKey(config),
    signInLimits: config.signInLimits,
    proposalDays: config.fourEyes.days,
    secondFactor: config.secondFactor ?? (alone ? 'offered' : 'required'),
  };
}

/**
 * While there is no administrator, opens set-up to whoever can read this machine's files and terminal: a token that works
 * once, for half an hour. Other machines are kept out until then.
 * @throws ConfigError when HOST is an address that others reach.
 */
export async function openSetUp(
  api: Pick<ApiApp, 'setUp'>,
  config: Pick<Config, 'host' | 'dataDir' | 'baseUrl'>,
): Promise<readonly string[]> {
  if (await api.setUp.isDone()) return [];
  if (!isLoopback(config.host)) {
    throw new ConfigError([
      `HOST: ${config.host} can be reached by others, and there is no administrator yet. Make one first: "cli set-up", or start with HOST=127.0.0.1 and open /setup`,
    ]);
  }
  const { token, expiresAt } = await api.setUp.makeToken();
  const address = `${config.baseUrl}/setup?token=${token}`;
  const path = join(config.dataDir, 'setup-address');
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(path, `${address}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return [
    `There is no administrator yet. Until ${expiresAt.toISOString()} this address makes one, once`,
    `(it stands in ${path} too):`,
    `  ${address}`,
  ];
}
