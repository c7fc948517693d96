import type { LocalizedText, Money } from '#domain';
import type { SumsAtLevels, SumsAtLevelsQuery } from '#contracts';
import type pg from 'pg';
import { ask, LIVE, type Source } from './relations.js';
import { inSnapshot } from './snapshot.js';
import { countedOnce, knownValue, type GroupRow } from './summary-groups.js';

// The portfolio as a whole holds every record, so that a sum that another one holds instead counts there.
const COUNTED = `counted AS (
    SELECT w.* FROM worth w LEFT JOIN rule r ON r.id = w.id
    WHERE r.shared IS NOT TRUE AND NOT EXISTS (SELECT FROM instead i WHERE i.id = w.id)
  )`;

const SUMS_OF_ALL = `WITH ${countedOnce(LIVE)}, ${COUNTED}`;

const LEVELS = `stated AS (
    SELECT aggregate AS level, value_amount IS NOT NULL AS is_known, value_currency AS currency, value_amount AS amount,
      value_is_bound AS bound FROM line
    UNION ALL
    SELECT 'once', w.id IS NOT NULL, c.currency, c.amount, c.bound
    FROM line LEFT JOIN worth w ON w.id = line.id LEFT JOIN counted c ON c.id = line.id
  ), summed AS (
    SELECT level, currency, sum(amount)::text AS amount, bool_or(bound) AS bound
    FROM stated WHERE amount IS NOT NULL GROUP BY level, currency
  )
  SELECT level, count(*)::int AS count, count(*) FILTER (WHERE is_known)::int AS known,
    (SELECT jsonb_object_agg(currency, jsonb_build_object('amount', amount, 'bound', bound))
     FROM summed WHERE summed.level = stated.level) AS totals
  FROM stated GROUP BY level`;

const counts = (id: string): string => `EXISTS (SELECT FROM counted WHERE counted.id = ${id})`;

const pairs = (after: string, limit: string): string => `
  SELECT a.id, a.public_id AS "publicId", a.item -> 'titles' AS titles, a.item -> 'value' AS value, ${counts('a.id')} AS counted,
    jsonb_agg(jsonb_build_object('id', p.id, 'publicId', p.public_id, 'titles', p.item -> 'titles',
      'value', p.item -> 'value', 'counted', ${counts('p.id')}, 'allocation',
      CASE WHEN c.allocated_amount IS NOT NULL THEN jsonb_build_object('currency', c.allocated_currency,
        'amount', c.allocated_amount::text, 'bound', c.allocated_is_bound) END) ORDER BY p.public_id) AS projects
  FROM covers c JOIN line a ON a.id = c.from_id JOIN line p ON p.id = c.to_id
  WHERE ${after}::text IS NULL OR a.public_id > ${after}
  GROUP BY a.id, a.public_id, a.item ORDER BY a.public_id LIMIT ${limit}`;

type LevelRow = Pick<GroupRow, 'count' | 'known' | 'totals'> & { readonly level: string };

interface SumRow {
  readonly id: string;
  readonly publicId: string;
  readonly titles: LocalizedText;
  readonly value: Money | null;
  readonly counted: boolean;
}

interface PairRow extends SumRow {
  readonly projects: readonly (SumRow & {
    readonly allocation: {
      readonly currency: string;
      readonly amount: string;
      readonly bound: boolean;
    } | null;
  })[];
}

/** What is stated of money at agreements and at projects, what of it counts, and each agreement beside its projects. */
export async function readSumsAtLevels(
  pool: pg.Pool,
  { after, limit }: SumsAtLevelsQuery,
): Promise<SumsAtLevels> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const source: Source = { client, viewer: 'staff', relations: LIVE };
    const levels = await ask<LevelRow>(source, 'sums-at-levels', () => `${SUMS_OF_ALL}, ${LEVELS}`);
    const rows = await ask<PairRow>(
      source,
      'agreements-beside-projects',
      (value) => `${SUMS_OF_ALL} ${pairs(value(after ?? null), value(limit + 1))}`,
    );
    const of = (level: string) => knownValue(levels.find((row) => row.level === level));
    const items = rows.slice(0, limit).map(pairOf);
    return {
      ...{ agreements: of('agreement'), projects: of('project'), once: of('once') },
      ...{
        items,
        next: rows.length > limit ? (items.at(-1)?.agreement.publicId ?? null) : null,
        asOfPosition,
      },
    };
  });
}

const pairOf = ({ projects, ...agreement }: PairRow): SumsAtLevels['items'][number] => ({
  agreement,
  projects: projects.map(({ allocation, ...project }) => ({
    ...project,
    allocation:
      allocation === null
        ? null
        : {
            ...{ currency: allocation.currency, amount: allocation.amount },
            qualifier: allocation.bound ? 'moreThan' : 'exact',
          },
  })),
});
