import {
  defaultRangeExtractor,
  useWindowVirtualizer,
  windowScroll,
  type Range,
} from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { gapOfRows, usualHeight } from './room.js';

const AROUND = 24;
const ENOUGH = 8;
/** Where the browser holds what is seen in its place, as rows before it turn out higher or lower than they were thought. */
const IS_HELD = CSS.supports('overflow-anchor', 'auto');

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
    gap: gapOfRows(),
    rangeExtractor: useDrawnRange(),
    overscan: AROUND,
    scrollMargin: top,
  });
  // Else that is done here, also while one scrolls back: rows that jump cannot be read.
  rows.shouldAdjustScrollPositionOnItemSizeChange = ({ end }) => !IS_HELD && end <= (rows.scrollOffset ?? 0);
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

/**
 * Which rows are drawn: the same as before for as long as they reach far enough around what is seen. A row that is drawn
 * before one has scrolled on may be higher or lower than its room was, and would move those that are read.
 */
function useDrawnRange(): (range: Range) => number[] {
  const drawn = useRef<number[]>([]);
  return useCallback((range) => {
    const first = drawn.current[0] ?? Infinity;
    const last = drawn.current.at(-1) ?? -1;
    const reaches =
      first <= Math.max(0, range.startIndex - ENOUGH) &&
      last >= Math.min(range.count - 1, range.endIndex + ENOUGH);
    if (!reaches || last >= range.count) drawn.current = defaultRangeExtractor(range);
    return drawn.current;
  }, []);
}
