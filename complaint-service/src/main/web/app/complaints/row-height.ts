import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 639px)');

/** Of a complaint in a list, in pixels; as in complaints.css. */
export function useRowHeight(): number {
  const isNarrow = useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
  return isNarrow ? 128 : 88;
}
