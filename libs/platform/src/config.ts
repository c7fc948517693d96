import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { list, url } from './setting-shapes.js';
import { openIdOf, SIGN_IN_SETTINGS, signInProblems, type OpenIdConfig } from './sign-in-config.js';

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@127.0.0.1:5432/tracker');

const schema = z.object({
  PORT: z.coerce.number({ error: 'is not a number' }).int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: url(['http:', 'https:'], 'https://tracker.example.org').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://127.0.0.1:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://127.0.0.1:1025').optional(),
  MAIL_FROM: z.string().min(3).default('Agreement Tracker <updates@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NOTIFY_LEASE_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  NOTIFY_RELAY_SECONDS: z.coerce.number().min(0.05).max(60).default(1),
  NOTIFY_REQUEUE_SECONDS: z.coerce.number().min(1).max(3600).default(120),
  WORKER_METRICS_PORT: z.coerce.number({ error: 'is not a number' }).int().min(0).max(65535).default(0),
  WORKER_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  RATE_PER_ADDRESS: z.coerce.number().int().min(1).default(3_000),
  RATE_PER_ACTOR: z.coerce.number().int().min(1).default(3_000),
  RATE_GLOBAL: z.coerce.number().int().min(1).default(60_000),
  RATE_WRONG_KEYS: z.coerce.number().int().min(1).default(30),
  REQUESTS_OPEN: z.coerce.number().int().min(1).default(1_000),
  SECRET_KEY: z.string().min(32, { error: 'has fewer than 32 characters' }).optional(),
  SECOND_FACTOR: z.enum(['required', 'offered']).optional(),
  SIGN_INS_PER_ACCOUNT: z.coerce.number().int().min(1).default(20),
  SIGN_INS_PER_ADDRESS: z.coerce.number().int().min(1).default(100),
  FOUR_EYES: z.string().default('TerminateAgreement,CancelProject,MergeRecord,VoidRecord'),
  PROPOSAL_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  ...SIGN_IN_SETTINGS,
  FAIL_POINT: z.string().optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Address that links in mails and feeds start with; no trailing slash. */
  readonly baseUrl: string;
  readonly dataDir: string;
  /** Absent: the embedded Postgres serves. */
  readonly databaseUrl: string | undefined;
  /** Role that migrates. Absent: the role of `databaseUrl` does. */
  readonly databaseOwnerUrl: string | undefined;
  /** Absent: jobs move through Postgres. */
  readonly redisUrl: string | undefined;
  /** Absent: e-mail deliveries wait, the inbox serves. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly notifyLeaseSeconds: number;
  readonly notifyRelaySeconds: number;
  /** Seconds after which a job that no worker has begun counts as lost and is added again. */
  readonly notifyRequeueSeconds: number;
  /** Where a worker process shows its metrics; 0: nowhere. */
  readonly workerMetricsPort: number;
  readonly workerMetricsHost: string;
  /** Requests a minute from one address and of one actor, wrong keys a minute, requests answered at the same time. */
  readonly requestLimits: {
    readonly perAddress: number;
    readonly perActor: number;
    /** From everybody together. */
    readonly global: number;
    readonly wrongKeys: number;
    readonly open: number;
  };
  /** Seals what must be read again. Absent: a file of the data folder holds one. */
  readonly secretKey: string | undefined;
  /** Whether administrators and auditors must have a second factor. Absent: they must, unless the product runs for one machine. */
  readonly secondFactor: 'required' | 'offered' | undefined;
  /** Attempts in a quarter of an hour. */
  readonly signInLimits: { readonly perAccount: number; readonly perAddress: number };
  /** Names of commands that take two people, and the days a proposal waits. */
  readonly fourEyes: { readonly commands: readonly string[]; readonly days: number };
  /** The identity provider. */
  readonly openId: OpenIdConfig | undefined;
  /** Whether people may sign in with a password of the product's. */
  readonly localSignIn: boolean;
  /** The one account that may even where nobody else may. */
  readonly breakGlassEmail: string | undefined;
  /** Name of a step at which the process kills itself: crash tests only. */
  readonly failPoint: string | undefined;
}

/** Every problem of the environment at once, one line each. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings, each also from the file named by `<NAME>_FILE`.
 * @throws ConfigError with the full list of problems.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const raw: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readSetting(environment, name, problems);
    if (value !== undefined && value !== '') raw[name] = value;
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  if (parsed.success) problems.push(...signInProblems(parsed.data));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

function toConfig(settings: z.infer<typeof schema>): Config {
  const origin = `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${settings.PORT}`;
  return {
    port: settings.PORT,
    host: settings.HOST,
    baseUrl: (settings.BASE_URL ?? origin).replace(/\/+$/, ''),
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL,
    redisUrl: settings.REDIS_URL,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    logLevel: settings.LOG_LEVEL,
    notifyLeaseSeconds: settings.NOTIFY_LEASE_SECONDS,
    notifyRelaySeconds: settings.NOTIFY_RELAY_SECONDS,
    notifyRequeueSeconds: settings.NOTIFY_REQUEUE_SECONDS,
    workerMetricsPort: settings.WORKER_METRICS_PORT,
    workerMetricsHost: settings.WORKER_METRICS_HOST,
    requestLimits: {
      perAddress: settings.RATE_PER_ADDRESS,
      perActor: settings.RATE_PER_ACTOR,
      global: settings.RATE_GLOBAL,
      wrongKeys: settings.RATE_WRONG_KEYS,
      open: settings.REQUESTS_OPEN,
    },
    secretKey: settings.SECRET_KEY,
    secondFactor: settings.SECOND_FACTOR,
    signInLimits: { perAccount: settings.SIGN_INS_PER_ACCOUNT, perAddress: settings.SIGN_INS_PER_ADDRESS },
    fourEyes: { commands: list(settings.FOUR_EYES), days: settings.PROPOSAL_DAYS },
    openId: openIdOf(settings),
    localSignIn: settings.LOCAL_SIGN_IN === 'on',
    breakGlassEmail: settings.BREAK_GLASS_EMAIL,
    failPoint: settings.FAIL_POINT,
  };
}

function readSetting(environment: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return environment[name];
  if (environment[name] !== undefined) problems.push(`${name}: set it or ${name}_FILE, not both`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    problems.push(`${name}_FILE: the file ${file} cannot be read`);
    return undefined;
  }
}
