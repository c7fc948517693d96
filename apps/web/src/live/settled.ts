import type { Query } from '@tanstack/react-query';

/** Options of a query for what was known at a moment or position: once that is over, no change reaches it any more. */
export const settledAt = (knownAt: string | undefined) => (isOver(knownAt) ? SETTLED : {});

export const isSettled = ({ meta }: Pick<Query, 'meta'>): boolean => meta?.['isSettled'] === true;

const SETTLED = { staleTime: Number.POSITIVE_INFINITY, meta: { isSettled: true } };

const isOver = (knownAt: string | undefined): boolean =>
  knownAt !== undefined && (/^\d+$/.test(knownAt) || Date.parse(knownAt) < Date.now());
