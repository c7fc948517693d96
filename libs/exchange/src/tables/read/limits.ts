/** What one table file may hold. What is beyond is refused before a row of it is recorded. */
export const TABLE_LIMITS = {
  /** Bytes of the file as it is sent. */
  fileBytes: 10 * 1024 * 1024,
  /** Rows with content below the header. */
  rows: 20_000,
  columns: 200,
  /** Characters of one cell: what spreadsheet programs allow. */
  cellCharacters: 32_767,
  /** Bytes that the parts of a workbook may unfold to, taken together. */
  unfoldedBytes: 96 * 1024 * 1024,
  /** Characters of all shared texts of a workbook: they are kept in memory while it is read. */
  sharedCharacters: 16 * 1024 * 1024,
  zipEntries: 1_000,
} as const;
