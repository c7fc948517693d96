import type { TableFormat } from '#contracts';

/** Media types of the tables that can be imported: bodies that are not read as JSON. */
export const TABLE_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<TableFormat, string>;

/** The only address that takes them. */
export const TABLES_AT = '/api/imports';
