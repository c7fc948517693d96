/** UN/CEFACT Recommendation 20 codes of the register, each with the dimension that forbids mixing. */
export const UNITS = {
  TNE: { name: 'tonne', dimension: 'mass' },
  KTN: { name: 'kilotonne', dimension: 'mass' },
  MAW: { name: 'megawatt', dimension: 'power' },
  MWH: { name: 'megawatt hour', dimension: 'energy' },
  H18: { name: 'hectare', dimension: 'area' },
  KMT: { name: 'kilometre', dimension: 'length' },
  MTQ: { name: 'cubic metre', dimension: 'volume' },
  E22: { name: 'twenty foot container', dimension: 'containers' },
  H87: { name: 'piece', dimension: 'count' },
  P1: { name: 'percent', dimension: 'share' },
  C62: { name: 'one', dimension: 'relative' },
} as const;

export type UnitCode = keyof typeof UNITS;
export const UNIT_CODES = Object.keys(UNITS) as UnitCode[];
export const PERIODS = ['P1Y', 'P1D'] as const;

/** Two quantities of one measure must agree in this text. */
export const dimensionOf = (unit: UnitCode, per: string | null): string =>
  `${UNITS[unit].dimension}${per === null ? '' : `/${per}`}`;
