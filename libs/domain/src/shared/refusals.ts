import { isCurrencyOn } from '../codes/currencies.js';
import { isRegionOn } from '../codes/places.js';
import { SECTORS } from '../codes/words.js';
import { reject, type Decision } from '../decision/decision.js';
import { compareDecimals, sumDecimals } from '../values/decimal.js';
import type { Money } from '../values/money.js';
import { partialDate } from '../values/partial-date.js';
import { partyKey, type Participation } from '../values/party.js';
import type { Location } from '../values/place.js';

/** Currencies come and go: the code must be in use on the day of the sum. */
export const refuseCurrency = (value: Money, day: string): Decision | undefined =>
  value.currency !== undefined && !isCurrencyOn(value.currency, day)
    ? reject('VALUE_INVALID', { currency: value.currency, day })
    : undefined;

export function refuseRegions(location: Location, day: string): Decision | undefined {
  const invalid = location.regions.find((region) => !isRegionOn(region, day));
  if (invalid !== undefined) return reject('REGION_NOT_VALID_ON_DATE', { region: invalid, day });
  const foreign = location.regions.find((region) => !region.startsWith(`${location.country}-`));
  return foreign === undefined
    ? undefined
    : reject('UNKNOWN_CODE', { region: foreign, country: location.country });
}

const SECTOR_CODES = new Set<string>(SECTORS);
const CODE_FORMS: Readonly<Record<string, RegExp>> = {
  'DAC-CRS': /^\d{5}$/,
  'ISIC-Rev4': /^([A-U]|\d{2,4})$/,
  OC4IDS: /^[A-Za-z]+(\.[A-Za-z]+)*$/,
};

export function refuseClassification({
  scheme,
  code,
}: {
  scheme: string;
  code: string;
}): Decision | undefined {
  const form = CODE_FORMS[scheme];
  const known = scheme === 'sector' ? SECTOR_CODES.has(code) : form?.test(code) === true;
  return known ? undefined : reject('UNKNOWN_CODE', { scheme, code });
}

/** Refuses a participation that is there already or that makes the shares of its role exceed the whole. */
export function refuseParticipation(
  parties: readonly Participation[],
  entry: Participation,
): Decision | undefined {
  const same = parties.some(
    (other) => partyKey(other.party) === partyKey(entry.party) && other.role === entry.role,
  );
  if (same) return reject('NO_CHANGE', { party: entry.party.name, role: entry.role });
  const shares = [...parties, entry].flatMap(({ role, share }) =>
    role === entry.role && share !== undefined ? [share] : [],
  );
  return compareDecimals(sumDecimals(shares), '100') > 0
    ? reject('SHARE_OVER_100', { role: entry.role })
    : undefined;
}

/** A promise that was over when it was made is kept and pointed out. */
export const isPast = (plannedOn: string | null, today: string): boolean =>
  plannedOn !== null && partialDate(plannedOn).to < today;
