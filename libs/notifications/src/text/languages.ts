import type { Locale } from '#contracts';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue } from './catalogue/catalogue.js';
import { en } from './catalogue/en.js';
import { kk } from './catalogue/kk.js';
import { ru } from './catalogue/ru.js';
import { zh } from './catalogue/zh.js';

export const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, kk, ru, zh };

const compiled = new Map<string, IntlMessageFormat>();

/** Fills an ICU message of a catalogue. Values are text and stay text: braces and tags in them mean nothing. */
export function fill(
  catalogue: Catalogue,
  message: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const key = `${catalogue.tag} ${message}`;
  let format = compiled.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(message, catalogue.tag, undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return String(format.format(values));
}
