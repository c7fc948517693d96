import { describe, expect, it } from '@jest/globals';
import { lastMonths } from './months.js';

describe('the months of the picture', () => {
  it('are none while nothing was recorded', () => {
    expect(lastMonths([])).toEqual([]);
  });

  it('go back twelve months from a single one', () => {
    const months = lastMonths([{ month: '2026-03', events: 5 }]);
    expect([months.length, months[0], months.at(-1)]).toEqual([
      12,
      { month: '2025-04', events: 0 },
      { month: '2026-03', events: 5 },
    ]);
  });

  it('fill the gaps, over the turn of the year too', () => {
    const months = lastMonths([
      { month: '2024-12', events: 1 },
      { month: '2026-02', events: 2 },
    ]);
    expect(months.map(({ month }) => month).slice(0, 3)).toEqual(['2024-12', '2025-01', '2025-02']);
    expect(months.length).toBe(15);
  });

  it('are the last 24 of a long time', () => {
    const months = lastMonths([
      { month: '2010-01', events: 1 },
      { month: '2026-12', events: 2 },
    ]);
    expect([months.length, months[0]?.month]).toEqual([24, '2025-01']);
  });
});
