// Lets plain node import the TypeScript sources: for what runs outside jest's own loader (its global set-up) and
// before, or without, a build.
import { transformSync } from '@swc/core';
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const isSource = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
const exists = (url) => statSync(fileURLToPath(url), { throwIfNoEntry: false }) !== undefined;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (
      /^\.{1,2}\/.*\.js$/.test(specifier) &&
      context.parentURL !== undefined &&
      isSource(context.parentURL)
    ) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL).href;
      if (exists(source)) return { url: source, format: 'module', shortCircuit: true };
    }
    return nextResolve(specifier, { ...context, conditions: ['source', ...(context.conditions ?? [])] });
  },
  load(url, context, nextLoad) {
    if (!isSource(url)) return nextLoad(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      filename: fileURLToPath(url),
      swcrc: false,
      jsc: {
        target: 'es2023',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
