import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { parse } from 'yaml';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

describe('Dockerfile', () => {
  const text = readFileSync('Dockerfile', 'utf8');

  it('has no finding of the linter', () => {
    expect(validate(text, { deprecatedMaintainer: ValidationSeverity.WARNING })).toEqual([]);
  });

  it('runs as a user without rights and says how its health is asked', () => {
    const last = text.slice(text.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
  });
});

describe('docker-compose.yml', () => {
  it('has the database, the queue, the migration, the API and the worker', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
  });

  it('depends only on services that exist, and on healthy ones where they report health', () => {
    for (const service of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        const target = compose.services[name];
        expect(target).toBeDefined();
        if (condition === 'service_healthy') expect(target?.healthcheck?.test).toBeDefined();
      }
    }
  });

  it('keeps Redis from dropping jobs', () => {
    const { command } = compose.services.redis as Service;
    expect(command?.join(' ')).toContain('--appendonly yes');
    expect(command?.join(' ')).toContain('--maxmemory-policy noeviction');
  });

  it('starts programs that the build makes', () => {
    const programs = Object.values(compose.services).flatMap(({ build, command }) =>
      build ? (command ?? []) : [],
    );
    for (const program of programs.filter((word) => word.endsWith('.js'))) {
      expect(program).toMatch(/^dist\/apps\/(api|worker|cli)\/src\/main\.js$/);
    }
  });
});
