import { useCallback, useSyncExternalStore } from 'react';

const PHONE = 639;

/**
 * Whether the window is at most that wide, now and whenever that changes: for heights of rows, which styles alone cannot
 * tell a list.
 *
 * @param pixels the same as in the style sheet
 */
export function useNarrow(pixels = PHONE): boolean {
  const query = `(max-width: ${pixels}px)`;
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
