import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { createStore } from '../api/store';

export interface Place {
  path: string;
  query: string;
}

function read(): Place {
  return { path: location.pathname, query: location.search.slice(1) };
}

const place = createStore<Place>(read());

window.addEventListener('popstate', () => place.set(read()));

/** Opens another page of the console, or this one with other filters. */
export function navigate(to: string, options: { replace?: boolean; keepScroll?: boolean } = {}): void {
  if (options.replace) {
    history.replaceState(null, '', to);
  } else {
    history.pushState(null, '', to);
  }
  place.set(read());
  if (!options.keepScroll && !options.replace) {
    window.scrollTo(0, 0);
  }
}

export function usePlace(): Place {
  return useSyncExternalStore(place.subscribe, place.get);
}

export interface Search {
  parameters: URLSearchParams;
  /** Changes some parameters of the address and keeps the others; null, '' or [] takes one away. */
  change: (changes: Record<string, string | string[] | null>, options?: { push?: boolean }) => void;
}

/** What stands behind the question mark: where filters live, so that a link shows what its sender saw. */
export function useSearch(): Search {
  const { path, query } = usePlace();
  const parameters = useMemo(() => new URLSearchParams(query), [query]);
  const change = useCallback<Search['change']>(
    (changes, options) => {
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        const values = Array.isArray(value) ? value : value ? [value] : [];
        values.forEach((each) => next.append(name, each));
      }
      const text = next.toString();
      navigate(text === '' ? path : `${path}?${text}`, { replace: !options?.push, keepScroll: true });
    },
    [path],
  );
  return { parameters, change };
}
