import fc from 'fast-check';
import { z } from 'zod';
import { FIRST_EVENT, OTHER_COLLECTION, OTHER_ID, OTHER_PROJECT, RECORD_ID } from './register.js';

/** Texts that some field of some command takes, those included that a careless program stumbles over. */
const TEXTS = [
  ...[
    '2024',
    '2025-03',
    '2025-03-31',
    '2025-09-01',
    '2024/2025',
    '../2025-09',
    '2029~',
    '2026-11-24',
    '1993',
  ],
  ...[
    '0',
    '5',
    '60.5',
    '100',
    '7400000000',
    'KZ',
    'CN',
    'KZ-31',
    'KZ-10',
    'CN-SN',
    'USD',
    'DEM',
    'energy',
    '32120',
  ],
  ...['en', 'https://example.org/a', 'javascript:alert(1)', 'f'.repeat(64)],
  ...[RECORD_ID, OTHER_ID, OTHER_PROJECT, OTHER_COLLECTION, FIRST_EVENT],
  ...['2', '3', '5', '8', '9'].map((number) => `${FIRST_EVENT.slice(0, -1)}${number}`),
];
const MONEY = [
  { qualifier: 'exact', amount: '5', currency: 'USD', role: 'announced' },
  { qualifier: 'range', min: '5', max: '7', currency: 'CNY', role: 'contract' },
  { qualifier: 'moreThan', min: '15', currency: 'DEM', role: 'announced', statedOn: '2025' },
  { qualifier: 'atMost', max: '9', currency: 'KZT', role: 'announced' },
  { qualifier: 'undisclosed', role: 'final' },
];
const QUANTITIES = [
  { quantity: '160', unitCode: 'MAW', of: 'power' },
  { quantity: '170', unitCode: 'MAW', of: 'power' },
  { quantity: '3000000', unitCode: 'TNE', per: 'P1Y', of: 'steel' },
];

/** Parts of events as a correction gives them, some of them for no event at all. */
const PATCHES = [
  ...[{}, { kind: 'trial' }, { percent: '60.5' }, { titles: { en: 'Other plant' } }, { code: 'transport' }],
  ...[{ value: MONEY[0] }, { phaseId: null }, { publicId: 'PRJ-1' }, { none: 1 }, { reason: 'corrected' }],
  ...[{ plannedOn: '2028' }, { to: '2029' }, { role: 'lender' }, { party: { name: 'CNPC' } }],
];
const PARTIES = [
  { name: 'Sinopec', countryCode: 'CN' },
  { name: 'KazMunayGas', identifier: { scheme: 'KZ-BIN', id: 'a' } },
];
/** So many words of a closed list are drawn: enough for each kind of case, few enough to meet again. */
const LIST = 8;
const NAMES = ['a', 'b', 'constructor', 'Привет, x'];
const LOCALIZED = [{ en: 'Plant' }, { ru: 'Завод', kk: 'Зауыт' }, { zh: '工厂' }];

/** Values that `schema` mostly lets through: the caller parses them and leaves the rest out. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === 'Money') return fc.constantFrom(...MONEY);
  if (id === 'Quantity') return fc.constantFrom(...QUANTITIES);
  if (id === 'Party') return fc.constantFrom(...PARTIES);
  if (id === 'LocalizedText') return fc.constantFrom(...LOCALIZED);
  if (schema instanceof z.ZodObject) return fc.record(fieldsOf(schema));
  if (schema instanceof z.ZodRecord) return fc.constantFrom(...PATCHES);
  if (schema instanceof z.ZodArray) return fc.array(arbitraryOf(schema.element), { maxLength: 3 });
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return fc.option(arbitraryOf(schema._zod.def.innerType), { nil: undefined, freq: 2 });
  }
  if (schema instanceof z.ZodNullable) return fc.option(arbitraryOf(schema._zod.def.innerType));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.integer({ min: 1, max: 50 });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options.slice(0, LIST));
  const fits = (text: string) => z.safeParse(schema, text).success;
  // Free texts and names are few, so that one command often speaks of what another one made.
  const fitting = fits('a') ? NAMES.filter(fits) : TEXTS.filter(fits);
  if (fitting.length === 0) throw new Error(`no text of the generator fits ${schema._zod.def.type}`);
  return fc.constantFrom(...fitting);
}

const fieldsOf = (schema: z.ZodObject): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(
    Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => [name, arbitraryOf(field)]),
  );
