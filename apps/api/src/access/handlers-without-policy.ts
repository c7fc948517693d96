import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/internal';
import type { INestApplicationContext } from '@nestjs/common';
import { ALLOW } from './allow.decorator.js';

/** Route handlers of all controllers that `@Allow` does not name an action for. */
export function handlersWithoutPolicy(app: INestApplicationContext): string[] {
  const controllers = app.get(DiscoveryService).getControllers();
  const scanner = new MetadataScanner();
  const reflector = new Reflector();
  return controllers.flatMap(({ metatype, name }) => {
    const prototype = (metatype as { readonly prototype: Record<string, unknown> }).prototype;
    return scanner
      .getAllMethodNames(prototype)
      .map((method) => ({ method, handler: prototype[method] as () => unknown }))
      .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler))
      .filter(({ handler }) => reflector.get<unknown>(ALLOW, handler) === undefined)
      .map(({ method }) => `${String(name)}.${method}`);
  });
}
