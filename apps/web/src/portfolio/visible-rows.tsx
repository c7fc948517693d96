import { useEffect, useMemo } from 'react';
import type { RegisterItem } from '#contracts';
import { RecordRow } from './record-row.js';
import { useVisibleRows } from './use-visible-rows.js';

interface VisibleRowsProps {
  readonly items: readonly RegisterItem[];
  readonly changed: ReadonlyMap<string, string>;
  readonly columns: number;
  /** Asks for the next page; undefined: there is none, or it is on its way. */
  readonly onNearEnd: (() => void) | undefined;
}

const AHEAD = 20;

/** Of many rows those near what is seen; further ones are asked for as one comes near the end. */
export function VisibleRows({ items, changed, columns, onNearEnd }: VisibleRowsProps) {
  const keys = useMemo(() => items.map(({ id }) => id), [items]);
  const { table, seen, measure, before, after, reached } = useVisibleRows(keys);
  const isNearEnd = reached >= items.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd]);
  return (
    <tbody ref={table}>
      <Room height={before} columns={columns} />
      {seen.map(({ index, key }) => {
        const item = items[index];
        return item === undefined ? null : (
          <RecordRow key={key} item={item} event={changed.get(item.id)} index={index} measure={measure} />
        );
      })}
      <Room height={after} columns={columns} />
    </tbody>
  );
}

/** Room that rows take which are not drawn. */
function Room({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
