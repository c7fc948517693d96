import { describe, expect, it } from '@jest/globals';
import { messages, words } from './en/index.js';
import { catalogue as kk } from './kk/index.js';
import { staff as kkStaff } from './kk/staff.js';
import { catalogue as ru } from './ru/index.js';
import { staff as ruStaff } from './ru/staff.js';
import { catalogue as zh } from './zh/index.js';
import { staff as zhStaff } from './zh/staff.js';

type Flat = Readonly<Record<string, string>>;
const flat = (value: object, path = ''): Flat =>
  Object.assign(
    {},
    ...Object.entries(value).map(([key, part]: [string, unknown]) =>
      typeof part === 'object' && part !== null
        ? flat(part, `${path}${key}/`)
        : { [`${path}${key}`]: String(part) },
    ),
  ) as Flat;

const english = flat({ ...messages, words });
const PLURAL = /_(zero|one|two|few|many|other)$/;
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each([
  ['kk', flat({ ...kk, ...kkStaff })],
  ['ru', flat({ ...ru, ...ruStaff })],
  ['zh', flat({ ...zh, ...zhStaff })],
] as const)('the catalogue %s', (language, texts) => {
  it('has every text that English has, none of them empty', () => {
    expect(Object.keys(english).filter((key) => !texts[key]?.trim())).toEqual([]);
  });

  it('has no text that English lacks, but for its own plural forms', () => {
    const bases = new Set(Object.keys(english).map((key) => key.replace(PLURAL, '')));
    expect(Object.keys(texts).filter((key) => !bases.has(key.replace(PLURAL, '')))).toEqual([]);
  });

  it('has the plural forms that its grammar asks for', () => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = Object.keys(english)
      .filter((key) => key.endsWith('_other'))
      .map((key) => key.replace(PLURAL, ''));
    expect(
      counted.flatMap((key) => wanted.map((form) => `${key}_${form}`)).filter((key) => !(key in texts)),
    ).toEqual([]);
  });

  it('fills in the same values', () => {
    const differing = Object.entries(english).filter(
      ([key, text]) => JSON.stringify(placeholders(text)) !== JSON.stringify(placeholders(texts[key] ?? '')),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});
