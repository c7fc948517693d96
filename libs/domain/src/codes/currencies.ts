import currencyCodes from 'currency-codes';

// ISO 4217 keeps retired codes in its list three; these are the ones that agreements of the region may name.
const RETIRED: Readonly<Record<string, string>> = {
  BYR: '2016-12-31',
  DEM: '2002-03-01',
  FRF: '2002-02-17',
  HRK: '2023-01-14',
  ITL: '2002-02-28',
  RUR: '2004-01-01',
  TRL: '2005-12-31',
  ZWL: '2024-09-01',
};
const INTRODUCED: Readonly<Record<string, string>> = {
  BYN: '2016-07-01',
  EUR: '1999-01-01',
  KZT: '1993-11-15',
  TRY: '2005-01-01',
};

const ACTIVE = new Set(currencyCodes.codes());

/** Whether a sum could be stated in `code` on `day` (`YYYY-MM-DD`), by ISO 4217. */
export function isCurrencyOn(code: string, day: string): boolean {
  const retired = RETIRED[code];
  if (retired !== undefined) return day <= retired;
  return ACTIVE.has(code) && day >= (INTRODUCED[code] ?? '0000');
}

export const isCurrency = (code: string): boolean => ACTIVE.has(code) || code in RETIRED;
