import { useWindowVirtualizer, windowScroll } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { usualHeight } from './room.js';

const AROUND = 24;

/**
 * The rows near what is seen, and the room that the others take: a long list costs no more than a short one. Of
 * `count` rows the first ones are known.
 */
export function useVisibleRows<Item extends { readonly id: string }>(known: readonly Item[], count: number) {
  const table = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = table.current?.getBoundingClientRect();
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
  }, [count]);
  const begun = useRef(false);
  const rows = useWindowVirtualizer({
    // It begins by scrolling to where the window is, which would end a scroll that is under way.
    scrollToFn: (...to) => {
      if (begun.current) windowScroll(...to);
    },
    count,
    estimateSize: usualHeight,
    getItemKey: useCallback((at: number) => known[at]?.id ?? at, [known]),
    overscan: AROUND,
    scrollMargin: top,
  });
  useLayoutEffect(() => {
    begun.current = true;
  }, []);
  const drawn = rows.getVirtualItems().flatMap(({ index, key, start, end }) => {
    const item = known[index];
    return item === undefined ? [] : [{ index, key, start: start - top, end: end - top, item }];
  });
  const before = drawn[0]?.start ?? 0;
  return {
    ...{ table, drawn, measure: rows.measureElement, before },
    after: rows.getTotalSize() - (drawn.at(-1)?.end ?? before),
    /** Index of the last row that is in view. */
    lastSeen: rows.range?.endIndex ?? -1,
  };
}
