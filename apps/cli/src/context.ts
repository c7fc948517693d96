import { openLog, type OpenLog } from '#commands';
import { ConfigError, createLogger, readConfig, type Config } from '#platform';

/** What a command works with; `log` is opened when it is first asked for. */
export interface CliContext {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly out: (line: string) => void;
  /** Progress that a later line replaces where the terminal can. */
  readonly progress: (line: string) => void;
  readonly log: () => OpenLog;
}

/** A fault that the person can mend: it is printed without a stack. */
export class CliError extends Error {}

/** Runs `work` with the settings of the environment and closes what it opened. */
export async function withContext(work: (context: CliContext) => Promise<void>): Promise<void> {
  const config = readConfig();
  const databaseUrl = config.databaseUrl;
  if (databaseUrl === undefined) {
    throw new ConfigError([
      'DATABASE_URL: the command line works on a server of your own. The database that "npm start" brings is its own affair: it migrates and loads by itself.',
    ]);
  }
  let log: OpenLog | undefined;
  const progress = progressTo(process.stderr);
  try {
    await work({
      config,
      databaseUrl,
      out: (line) => process.stdout.write(`${line}\n`),
      progress,
      log: () =>
        (log ??= openLog({ url: databaseUrl, program: 'cli', logger: createLogger(config.logLevel) })),
    });
  } finally {
    await log?.close();
  }
}

const progressTo = (stream: NodeJS.WriteStream) => (line: string) => {
  if (stream.isTTY) stream.write(`\r\u001b[K${line}`);
  else stream.write(`${line}\n`);
};
