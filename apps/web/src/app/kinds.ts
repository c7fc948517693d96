/** The kinds of record with the last part of their addresses. */
export const KINDS = ['project', 'agreement', 'collection'] as const;
export type Kind = (typeof KINDS)[number];

export const pathOf = (kind: Kind): string => `/${kind}s`;

/** Addresses of a record's page. */
export const RECORD_PAGE = {
  project: '/projects/$id',
  agreement: '/agreements/$id',
  collection: '/collections/$id',
} as const;
