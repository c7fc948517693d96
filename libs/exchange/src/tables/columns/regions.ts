import { KZ_REGIONS } from '#domain';
import { parts, shown, type Reading } from './column.js';

// ISO 3166-2 gave letter codes up for numbers in November 2022; some of the areas they named were divided before.
const SINGLE: ReadonlyMap<string, string> = new Map([
  ...KZ_REGIONS.flatMap(({ code, formerIsoCode }) =>
    formerIsoCode === null ? [] : [[formerIsoCode, code] as const],
  ),
]);
const DIVIDED: Readonly<Record<string, string>> = {
  'KZ-ALM': 'KZ-19 (Almaty Region) or KZ-33 (Jetisu)',
  'KZ-KAR': 'KZ-35 (Karaganda) or KZ-62 (Ulytau)',
  'KZ-VOS': 'KZ-63 (East Kazakhstan) or KZ-10 (Abai)',
};

/** Codes of regions between bars. Letter codes of before 2022 are taken where they can only mean one region. */
export function readRegions(text: string): Reading {
  const codes = parts(text.toUpperCase());
  for (const code of codes) {
    const meant = DIVIDED[code];
    if (meant === undefined) continue;
    return {
      code: 'REGION_AMBIGUOUS',
      message: `${shown(code)} was divided in 2022 and may mean ${meant}`,
      action: 'Write the code of the region that is meant.',
    };
  }
  return { value: codes.map((code) => SINGLE.get(code) ?? code) };
}
