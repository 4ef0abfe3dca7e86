import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface VirtualListProps<T> {
  items: readonly T[];
  /** Height of every row in pixels; what is higher is cut. */
  rowHeight: number;
  keyOf: (item: T) => string | number;
  children: (item: T, index: number) => ReactNode;
  label: string;
  /** Called when the end comes into sight. */
  onEnd?: () => void;
  /** There is more than the items. */
  more?: boolean;
}

const BEYOND_ROWS = 8;

/** The window of rows that is in sight, a few more on both sides, and the height of all. Scrolls with the page. */
export function useVisibleRows(count: number, rowHeight: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ from: 0, to: Math.min(count, 40) });
  useLayoutEffect(() => {
    let waiting = 0;
    const look = () => {
      waiting = 0;
      const top = frame.current?.getBoundingClientRect().top ?? 0;
      const from = Math.max(0, Math.floor(-top / rowHeight) - BEYOND_ROWS);
      const to = Math.min(count, Math.ceil((window.innerHeight - top) / rowHeight) + BEYOND_ROWS);
      setRange((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    const later = () => {
      waiting ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(waiting);
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [count, rowHeight]);
  return { frame, from: Math.min(range.from, count), to: Math.min(range.to, count), height: count * rowHeight };
}

/** A list of rows of one height, of which only those in sight are in the page: thousands scroll like ten. */
export function VirtualList<T>({
  items,
  rowHeight,
  keyOf,
  children,
  label,
  onEnd,
  more = false,
}: VirtualListProps<T>) {
  const { frame, from, to, height } = useVisibleRows(items.length, rowHeight);
  const atEnd = more && to >= items.length;
  const reached = useRef(onEnd);
  reached.current = onEnd;
  useEffect(() => {
    if (atEnd) {
      reached.current?.();
    }
  }, [atEnd, items.length]);
  return (
    <div ref={frame} className="virtual" role="list" aria-label={label} style={{ height }}>
      {items.slice(from, to).map((item, offset) => {
        const index = from + offset;
        return (
          <div
            key={keyOf(item)}
            role="listitem"
            aria-setsize={more ? -1 : items.length}
            aria-posinset={index + 1}
            style={{ top: index * rowHeight, height: rowHeight }}
          >
            {children(item, index)}
          </div>
        );
      })}
    </div>
  );
}
