import type { RegisterItem, RegisterList } from '#contracts';

/** A row as it was read by itself, after it changed. */
interface ReadRow {
  readonly item: RegisterItem;
  readonly asOf: bigint;
}

/** Ids of changed records, and whether each was registered just then. */
export type Changes = ReadonlyMap<string, boolean>;

/** What became known of the rows of a list since its pages were read. */
export interface LiveRows {
  readonly read: ReadonlyMap<string, ReadRow>;
  /** Changed records that the filters find, and those that they do not find. */
  readonly found: Changes;
  readonly lost: ReadonlySet<string>;
}

export const NOTHING_NEW: LiveRows = { read: new Map(), found: new Map(), lost: new Set() };

/** Adds what the server answered about the records around those that changed. */
export function withAnswer(
  before: LiveRows,
  changes: Changes,
  answer: Pick<RegisterList, 'items' | 'asOfPosition'>,
): LiveRows {
  const asOf = BigInt(answer.asOfPosition);
  const read = new Map(before.read);
  for (const item of answer.items) read.set(item.id, { item, asOf });
  const found = new Map(before.found);
  const lost = new Set(before.lost);
  const answered = new Set(answer.items.map(({ id }) => id));
  for (const [id, isBegun] of changes) {
    if (answered.has(id)) {
      found.set(id, isBegun || found.get(id) === true);
      lost.delete(id);
    } else {
      found.delete(id);
      lost.add(id);
    }
  }
  return { read, found, lost };
}

/** The rows of all pages in their places, each as it was read last. */
export function rowsOf(pages: readonly RegisterList[], { read }: LiveRows): readonly RegisterItem[] {
  return pages.flatMap(({ items, asOfPosition }) => {
    const asOf = BigInt(asOfPosition);
    return items.map((item) => {
      const row = read.get(item.id);
      return row !== undefined && row.asOf > asOf ? row.item : item;
    });
  });
}

/**
 * How many records belong to the list and are not among its rows. Of a list whose end was not reached, others than
 * those registered since may simply come later.
 */
export function arrivedOf({ found }: LiveRows, rows: readonly RegisterItem[], isWhole: boolean): number {
  if (found.size === 0) return 0;
  const shown = new Set(rows.map(({ id }) => id));
  return [...found].filter(([id, isBegun]) => !shown.has(id) && (isBegun || isWhole)).length;
}
