import type { ProcessMetrics } from '#platform';

/** Figures of one moment: `value('appends_total', { outcome: 'conflict' })`; undefined when it is absent. */
export interface Scrape {
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

export const scrape = async (metrics: Pick<ProcessMetrics, 'text'>): Promise<Scrape> =>
  readScrape(await metrics.text());

/** Reads the text format of Prometheus. */
export function readScrape(text: string): Scrape {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const match = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (match !== null) values.set(keyOf(match[1] ?? '', (match[2] ?? '').split(',')), Number(match[3]));
  }
  return {
    value: (name, labels = {}) =>
      values.get(
        keyOf(
          name,
          Object.entries(labels).map(([label, value]) => `${label}="${value}"`),
        ),
      ),
  };
}

const keyOf = (name: string, labels: readonly string[]): string =>
  `${name}{${labels
    .filter((label) => label !== '')
    .sort()
    .join(',')}}`;
