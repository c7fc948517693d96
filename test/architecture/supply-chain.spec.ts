import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly name?: string;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const manifest = read<Manifest>(join(ROOT, 'package.json'));
const { packages } = read<{ packages: Record<string, Locked> }>(join(ROOT, 'package-lock.json'));
const locked = Object.entries(packages)
  .filter(([path]) => path.startsWith('node_modules/'))
  .map(([path, entry]) => ({ ...entry, name: entry.name ?? path.replace(/^.*node_modules\//, '') }));

describe('the packages of the product', () => {
  it('are named in exact versions', () => {
    const { dependencies, devDependencies, overrides } = manifest;
    const ranges = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
      ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(ranges).toEqual([]);
  });

  it('run scripts at installation only where somebody said by name whether they may', () => {
    const withScripts = new Set(
      locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name),
    );
    expect(withScripts.size).toBeGreaterThan(0);
    expect([...withScripts].filter((name) => !Object.hasOwn(manifest.allowScripts, name))).toEqual([]);
  });

  it('are all named in the bill of materials of a release, and no tools of development', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
    try {
      const target = join(folder, 'sbom.cdx.json');
      execFileSync(process.execPath, [join(ROOT, 'scripts/sbom.mjs'), `file://${target}`]);
      const { bomFormat, components } = read<{
        bomFormat: string;
        components: { name: string; group?: string; version: string }[];
      }>(target);
      expect(bomFormat).toBe('CycloneDX');
      const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
      const production = locked.filter(({ dev }) => dev !== true);
      expect(production.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
      const missing = production.map(({ name, version }) => `${name}@${version ?? ''}`);
      expect(missing.filter((name) => !named.has(name))).toEqual([]);
      expect([...named].filter((name) => /^(jest|eslint|vite)@/.test(name))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
