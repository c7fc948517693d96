import { describe, expect, it } from '@jest/globals';
import type { Participation } from '#domain';
import { duplicateKeys } from './duplicate-keys.js';

const by = (name: string): Participation => ({ party: { name }, role: 'investor', side: 'china' });
const inRegions = (...regions: string[]) =>
  ({ country: 'KZ', regions, precision: 'region', regionBasis: 'stated' }) as const;

const alike = (left: string[], right: string[]): boolean => left.some((key) => right.includes(key));

describe('duplicateKeys', () => {
  const steel = duplicateKeys('project', {
    titles: { en: 'Steel plant', ru: 'Металлургический завод' },
    location: inRegions('KZ-31'),
    parties: [by('Fujian Hengwang')],
  });

  it('finds the same title in any language, however it is spelled, with a region or a party in common', () => {
    const region = { titles: { en: '  STEEL-plant ' }, location: inRegions('KZ-79', 'KZ-31') };
    const party = { titles: { ru: 'металлургический  завод' }, parties: [by('fujian  hengwang')] };
    expect(alike(steel, duplicateKeys('project', region))).toBe(true);
    expect(alike(steel, duplicateKeys('project', party))).toBe(true);
  });

  it('leaves apart another place and party, another title, another kind of record', () => {
    const elsewhere = {
      titles: { en: 'Steel plant' },
      location: inRegions('KZ-79'),
      parties: [by('Another')],
    };
    const other = { titles: { en: 'Glass plant' }, location: inRegions('KZ-31') };
    expect(alike(steel, duplicateKeys('project', elsewhere))).toBe(false);
    expect(alike(steel, duplicateKeys('project', other))).toBe(false);
    expect(
      alike(
        steel,
        duplicateKeys('agreement', { titles: { en: 'Steel plant' }, location: inRegions('KZ-31') }),
      ),
    ).toBe(false);
  });

  it('finds two of one title that nothing tells apart', () => {
    const bare = { titles: { en: 'Roadmap' } };
    expect(alike(duplicateKeys('agreement', bare), duplicateKeys('agreement', bare))).toBe(true);
  });

  it('gives each key once', () => {
    const same = duplicateKeys('project', { titles: { en: 'A', ru: 'a' }, location: inRegions('KZ-31') });
    expect(same).toHaveLength(1);
  });
});
