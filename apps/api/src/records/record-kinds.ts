import type { Aggregate } from '#domain';
import { HttpProblem } from '../http/http-problem.js';

/** First part of a record's address under /api, by kind. */
export const RECORD_PATHS: Readonly<Record<Aggregate, string>> = {
  agreement: 'agreements',
  project: 'projects',
  collection: 'collections',
};

const AGGREGATES = new Map(
  Object.entries(RECORD_PATHS).map(([aggregate, path]) => [path, aggregate as Aggregate]),
);

/** @throws HttpProblem NOT_FOUND for a path that is none of them. */
export function aggregateOf(path: string): Aggregate {
  const aggregate = AGGREGATES.get(path);
  if (aggregate === undefined) throw new HttpProblem('NOT_FOUND', 'There is no such address.');
  return aggregate;
}
