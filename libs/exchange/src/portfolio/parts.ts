import type { PortfolioEntry } from './entry.js';

/** Sector of the register's own list by the label that the portfolio uses. */
const SECTOR_BY_LABEL: Readonly<Record<string, string>> = {
  'cargo terminal': 'transport.terminals',
  'gas-fired power': 'energy.gas',
  glass: 'industry.buildingMaterials',
  'multi-sector': 'multiSector',
  'multimodal transport': 'transport.multimodal',
  'non-ferrous ore processing': 'mining',
  'nuclear energy': 'energy.nuclear',
  'oil refining': 'oilAndGas.refining',
  petrochemicals: 'petrochemicals',
  'port terminal': 'transport.terminals',
  'rail transport': 'transport.rail',
  'renewable energy': 'energy.renewable',
  steel: 'industry.metals',
  'urban development': 'urbanDevelopment',
  'vehicle manufacturing': 'industry.vehicles',
};

export const parties = (entry: PortfolioEntry) =>
  entry.counterparties.map(({ name, countryCode, role, side }) => ({
    party: { name, countryCode },
    role,
    side,
  }));

export function classifications(entry: PortfolioEntry) {
  const { label, dacCrs, isicRev4, oc4idsSector } = entry.sector;
  const codes: [string, string | null | undefined][] = [
    ['sector', SECTOR_BY_LABEL[label]],
    ['DAC-CRS', dacCrs],
    ['ISIC-Rev4', isicRev4],
    ['OC4IDS', oc4idsSector],
  ];
  return codes.flatMap(([scheme, code]) => (typeof code === 'string' ? [{ scheme, code }] : []));
}

export const location = (entry: PortfolioEntry) => ({
  location: {
    country: entry.countryCode,
    regions: entry.regionCode === null ? [] : [entry.regionCode],
    ...(entry.location === null ? {} : { place: entry.location }),
    precision: entry.regionCode === null ? 'country' : 'region',
    regionBasis: entry.regionBasis === 'inferred' ? 'inferred' : 'stated',
  },
});

export const capacities = (entry: PortfolioEntry) =>
  (entry.capacity ?? []).map(({ quantity, qualifier, unitCode, per, of, basis }) => ({
    kind: basis,
    quantity: { quantity, qualifier, unitCode, per, of },
  }));

export const outputs = (entry: PortfolioEntry) =>
  (entry.outputs ?? []).map(({ quantity, qualifier, unitCode, of, period }) => ({
    period,
    quantity: { quantity, qualifier, unitCode, of },
  }));

/** What was promised, mostly without a date. What was achieved is told by the stage that the record begins at. */
export const promised = (entry: PortfolioEntry) =>
  entry.milestones
    .filter(({ state }) => state === 'planned')
    .map(({ code, date }) => ({ code, plannedOn: date }));
