import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

const ROW = 92;
const CARD = 250;
const AHEAD = 24;

/** The rows near what is seen, and the room that the others take: a long list costs no more than a short one. */
export function useVisibleRows(keys: readonly string[]) {
  const table = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = table.current?.getBoundingClientRect();
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
  }, [keys.length]);
  const rows = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => (window.innerWidth < 768 ? CARD : ROW),
    getItemKey: (at) => keys[at] ?? at,
    overscan: AHEAD,
    scrollMargin: top,
  });
  const seen = rows.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  return {
    ...{ table, seen, measure: rows.measureElement },
    before: first === undefined ? 0 : first.start - top,
    after: last === undefined ? 0 : rows.getTotalSize() - (last.end - top),
    /** Index of the last row that is drawn. */
    reached: last?.index ?? -1,
  };
}
