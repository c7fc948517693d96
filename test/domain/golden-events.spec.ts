import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENT_CATALOGUE } from '#domain';

// One stored example of every version of every event type ever written. Files are added, never changed: the log
// keeps such bytes for ever, so today's code must go on reading them.
const folder = new URL('../events/', import.meta.url);
const files = readdirSync(folder);
const named = (type: string, version: number) => `${type}.v${version}.json`;

describe('stored events', () => {
  it.each(files)('%s is still understood', (file) => {
    const [, type = '', version = ''] = /^(\w+)\.v(\d+)\.json$/.exec(file) ?? [];
    const definition = EVENT_CATALOGUE.find((known) => known.type === type);
    if (definition === undefined) throw new Error(`${type} was renamed or removed, but the log may hold it`);
    let data: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    for (let from = Number(version); from < definition.schemaVersion; from += 1) {
      data = definition.upcasters?.[from]?.(data);
    }
    expect(definition.schema.parse(data)).toEqual(data);
  });

  it('holds an example of the present version of every type', () => {
    const wanted = EVENT_CATALOGUE.map(({ type, schemaVersion }) => named(type, schemaVersion));
    expect(wanted.filter((file) => !files.includes(file))).toEqual([]);
  });
});
