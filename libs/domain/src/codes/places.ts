import { iso31661, iso31662 } from 'iso-3166';
import { KZ_REGIONS } from './kz-regions.js';

const COUNTRIES = new Set(iso31661.map((country) => country.alpha2));
const REGIONS = new Set(iso31662.map((region) => region.code));
const KZ_VALIDITY = new Map(KZ_REGIONS.map((region) => [region.code, region]));
// ISO gave the letter codes up for numbers on this day; records of that time may still bear them.
const LETTER_CODES_UNTIL = '2022-11-29';
const KZ_LETTER_CODES = new Set([
  ...KZ_REGIONS.flatMap((region) => (region.formerIsoCode === null ? [] : [region.formerIsoCode])),
  'KZ-VOS',
  'KZ-KAR',
]);

/** ISO 3166-1 alpha-2. */
export const isCountry = (code: string): boolean => COUNTRIES.has(code);

/** ISO 3166-2, former letter codes of Kazakhstan included. */
export const isRegion = (code: string): boolean => REGIONS.has(code) || KZ_LETTER_CODES.has(code);

/** Whether `code` named a region on `day` (`YYYY-MM-DD`). */
export function isRegionOn(code: string, day: string): boolean {
  const region = KZ_VALIDITY.get(code);
  if (region !== undefined) return region.validFrom === null || day >= region.validFrom;
  if (KZ_LETTER_CODES.has(code)) return day <= LETTER_CODES_UNTIL;
  return REGIONS.has(code);
}
