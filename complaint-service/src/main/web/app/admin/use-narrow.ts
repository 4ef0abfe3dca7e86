import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 639px)');

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Whether rows have to break their lines, as in admin.css. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
