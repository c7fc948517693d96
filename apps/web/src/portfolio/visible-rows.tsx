import { useEffect } from 'react';
import type { RegisterItem } from '#contracts';
import { RecordRow, type RowChanges } from './record-row.js';
import { Room } from './room.js';
import { usePrinting } from './use-printing.js';
import { useVisibleRows } from './use-visible-rows.js';

interface VisibleRowsProps {
  /** Those that were loaded. */
  readonly items: readonly RegisterItem[];
  /** How many there are. */
  readonly count: number;
  readonly changes: RowChanges;
  readonly columns: number;
  /** Asks for the next page; undefined: there is none, or it is on its way. */
  readonly onNeeded: (() => void) | undefined;
  /** Told whether rows are looked for that were not loaded yet. */
  readonly onAwaiting: (isAwaiting: boolean) => void;
}

const AHEAD = 40;

/**
 * Of many rows those near what is seen. Pages follow one another, so that whoever jumps to the end waits for those
 * before it; what is looked at meanwhile has its place already. Printed are all that were loaded.
 */
export function VisibleRows({ items, count, changes, columns, onNeeded, onAwaiting }: VisibleRowsProps) {
  const isPrinting = usePrinting();
  const { table, drawn, measure, before, after, lastSeen } = useVisibleRows(items, count);
  const isNeeded = lastSeen + AHEAD >= items.length;
  useEffect(() => {
    if (isNeeded) onNeeded?.();
  }, [isNeeded, onNeeded]);
  const isAwaiting = lastSeen >= items.length;
  useEffect(() => onAwaiting(isAwaiting), [isAwaiting, onAwaiting]);
  if (isPrinting) {
    return (
      <tbody ref={table}>
        {items.map((item, index) => (
          <RecordRow key={item.id} item={item} changes={changes} index={index} />
        ))}
      </tbody>
    );
  }
  return (
    <tbody ref={table}>
      <Room height={before} columns={columns} />
      {drawn.map(({ index, key, item }) => (
        <RecordRow key={key} item={item} changes={changes} index={index} measure={measure} />
      ))}
      <Room height={after} columns={columns} />
    </tbody>
  );
}
