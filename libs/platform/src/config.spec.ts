import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const problemsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('readConfig', () => {
  it('works without a single setting', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', baseUrl: 'http://127.0.0.1:3000' });
    expect(config.databaseUrl).toBeUndefined();
  });

  it('names every bad setting at once', () => {
    const problems = problemsOf({ PORT: 'eighty', DATABASE_URL: 'mysql://x', REDIS_URL: 'nowhere' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'REDIS_URL']);
  });

  it('takes an empty value as absent', () => {
    expect(readConfig({ SMTP_URL: '' }).smtpUrl).toBeUndefined();
  });

  it('reads a secret from the file that <NAME>_FILE names', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'url');
    writeFileSync(file, 'postgres://u:p@127.0.0.1/db\n');
    expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://u:p@127.0.0.1/db');
  });

  it('refuses a setting given twice and a file that is not there', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://a', SMTP_URL_FILE: '/nowhere' })).toEqual([
      'SMTP_URL: set it or SMTP_URL_FILE, not both',
      'SMTP_URL_FILE: the file /nowhere cannot be read',
    ]);
  });
});
