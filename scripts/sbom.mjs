// Writes dist/sbom.cdx.json: what a release is made of, as npm itself reads it from the lockfile (CycloneDX).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const target = new URL(process.argv[2] ?? 'dist/sbom.cdx.json', root);
const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const bom = JSON.parse(
  execFileSync('npm', options, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
);

// npm's own --omit=dev also drops what a tool of development happens to share with the product.
const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
const production = new Set(
  Object.entries(packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([path, { name, version }]) => `${name ?? path.replace(/^.*node_modules\//, '')}@${version}`),
);
const components = bom.components.filter(({ name, version }) => production.has(`${name}@${version}`));
const kept = new Set([bom.metadata.component, ...components].map((component) => component['bom-ref']));
const dependencies = bom.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));

mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(target, `${JSON.stringify({ ...bom, components, dependencies }, null, 2)}\n`);
process.stdout.write(`${target.pathname}: ${components.length} packages\n`);
