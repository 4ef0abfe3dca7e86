import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { onSignedOut } from '../session/session';
import { onReconnect } from './connection';
import { api, url } from './http';
import type { Page } from './model';
import { asProblem, isAbort, type Problem } from './problem';
import { createStore, type Store } from './store';

/** What is known of one resource. Old data stays while newer is on its way, and when that fails. */
export interface Known<T> {
  data: T | undefined;
  problem: Problem | null;
  loading: boolean;
}

interface Entry {
  store: Store<Known<unknown>>;
  load: (signal: AbortSignal) => Promise<unknown>;
  running: AbortController | null;
  watchers: number;
  stale: boolean;
  /** What is running may be too old already: it is read once more afterwards. */
  again: boolean;
}

const NOTHING: Known<never> = { data: undefined, problem: null, loading: false };
const MOST_ENTRIES = 200;
const entries = new Map<string, Entry>();

onSignedOut(() => {
  entries.forEach((entry) => entry.running?.abort());
  entries.clear();
});
onReconnect(() => invalidate(() => true));

function entryOf(key: string, load: Entry['load']): Entry {
  let entry = entries.get(key);
  if (!entry) {
    entry = { store: createStore<Known<unknown>>(NOTHING), load, running: null, watchers: 0, stale: true, again: false };
    makeRoom();
    entries.set(key, entry);
  }
  entry.load = load;
  return entry;
}

/** Forgets what has not been on the screen for longest. */
function makeRoom(): void {
  for (const [key, entry] of entries) {
    if (entries.size < MOST_ENTRIES) {
      return;
    }
    if (entry.watchers === 0 && !entry.running) {
      entries.delete(key);
    }
  }
}

async function fetchInto(entry: Entry): Promise<void> {
  entry.running?.abort();
  const running = new AbortController();
  entry.running = running;
  entry.stale = false;
  entry.again = false;
  entry.store.set({ ...entry.store.get(), loading: true });
  try {
    const data = await entry.load(running.signal);
    if (entry.running === running) {
      entry.store.set({ data, problem: null, loading: false });
    }
  } catch (failure) {
    if (entry.running === running && !isAbort(failure)) {
      entry.stale = true;
      entry.store.set({ ...entry.store.get(), problem: asProblem(failure), loading: false });
    }
  } finally {
    if (entry.running === running) {
      entry.running = null;
      if (entry.again && entry.watchers > 0) {
        void fetchInto(entry);
      }
    }
  }
}

/**
 * Everything under these keys may have changed: what is on the screen is read again now, the rest when it is shown.
 *
 * @param patient lets what is being read come first: where changes come faster than answers, nothing would ever be read
 */
export function invalidate(matches: string | ((key: string) => boolean), patient = false): void {
  const test = typeof matches === 'string' ? (key: string) => key.startsWith(matches) : matches;
  for (const [key, entry] of entries) {
    if (test(key)) {
      entry.stale = true;
      if (patient && entry.running) {
        entry.again = true;
      } else if (entry.watchers > 0) {
        void fetchInto(entry);
      }
    }
  }
}

/** Changes what is known without asking the server; returns how to put it back. */
export function amend<T>(key: string, change: (known: T) => T): () => void {
  const entry = entries.get(key);
  const before = entry?.store.get();
  if (!entry || before?.data === undefined) {
    return () => {};
  }
  entry.store.set({ ...before, data: change(before.data as T) });
  return () => entry.store.set(before);
}

export interface Query<T> extends Known<T> {
  reload: () => void;
}

const IDLE = createStore<Known<unknown>>(NOTHING);

/**
 * The resource at a path of the API, from memory at first when it is known, and read again when it may be old.
 *
 * @param path null: nothing yet
 * @param load how to read it, when a plain GET will not do; may change with the path only
 */
export function useQuery<T>(path: string | null, load?: (signal: AbortSignal) => Promise<T>): Query<T> {
  const loader = useRef(load);
  loader.current = load;
  const read = useCallback(
    (signal: AbortSignal) => (loader.current ? loader.current(signal) : api.get<T>(path ?? '', { signal })),
    [path],
  );
  const entry = path === null ? null : entryOf(path, read);
  const store = entry ? entry.store : IDLE;
  const known = useSyncExternalStore(store.subscribe, store.get) as Known<T>;
  useEffect(() => {
    if (!entry) {
      return undefined;
    }
    entry.watchers++;
    if (entry.stale || entry.watchers === 1) {
      void fetchInto(entry);
    }
    return () => {
      entry.watchers--;
    };
  }, [entry]);
  const reload = useCallback(() => {
    if (entry) {
      void fetchInto(entry);
    }
  }, [entry]);
  const first = entry !== null && known.data === undefined && known.problem === null;
  return { ...known, loading: known.loading || first, reload };
}

/** As much of a list as has been read, and the cursor that leads on. */
export interface Loaded<T> {
  items: T[];
  next: string | null;
}

export interface List<T> extends Query<T[]> {
  items: T[];
  /** There is more, and it can be asked for. */
  more: boolean;
  loadMore: () => void;
  loadingMore: boolean;
  /** Changes what is shown without asking the server; returns how to put it back. */
  amend: (change: (items: T[]) => T[]) => () => void;
}

const MOST_OF_A_PAGE = 100;

/**
 * A list of the API, page by page. Read again, it is as long as it was, so that nobody loses their place.
 *
 * @param path with its filters, without limit and cursor; null: nothing yet
 * @param pageSize 1..100
 */
export function useList<T>(path: string | null, pageSize = 30): List<T> {
  const key = path === null ? null : `list:${path}`;
  const shown = useRef(0);
  const query = useQuery<Loaded<T>>(key, async (signal) => {
    const wanted = Math.max(pageSize, shown.current);
    let loaded = await page<T>(path ?? '', Math.min(wanted, MOST_OF_A_PAGE), null, signal);
    while (loaded.items.length < wanted && loaded.next) {
      loaded = join(loaded, await page<T>(path ?? '', MOST_OF_A_PAGE, loaded.next, signal));
    }
    return loaded;
  });
  shown.current = query.data?.items.length ?? 0;
  const more = useRef<{ key: string | null; running: boolean }>({ key: null, running: false });
  const loadingMore = useStoreFlag();
  const next = query.data?.next ?? null;
  const loadMore = useCallback(() => {
    if (key === null || next === null || more.current.running) {
      return;
    }
    more.current = { key, running: true };
    loadingMore.set(true);
    page<T>(path ?? '', pageSize, next)
      .then((loaded) => amend<Loaded<T>>(key, (known) => (known.next === next ? join(known, loaded) : known)))
      .catch(() => {})
      .finally(() => {
        more.current.running = false;
        loadingMore.set(false);
      });
  }, [key, path, next, pageSize, loadingMore]);
  return {
    ...query,
    data: query.data?.items,
    items: query.data?.items ?? [],
    more: next !== null,
    loadMore,
    loadingMore: useSyncExternalStore(loadingMore.subscribe, loadingMore.get),
    amend: useCallback(
      (change) => (key === null ? () => {} : amend<Loaded<T>>(key, (known) => ({ ...known, items: change(known.items) }))),
      [key],
    ),
  };
}

function useStoreFlag(): Store<boolean> {
  const flag = useRef<Store<boolean> | null>(null);
  flag.current ??= createStore(false);
  return flag.current;
}

async function page<T>(path: string, limit: number, cursor: string | null, signal?: AbortSignal): Promise<Loaded<T>> {
  const [base = '', query] = path.split('?');
  const parameters = new URLSearchParams(query);
  const wanted = url(base, { limit, cursor });
  const filters = parameters.toString();
  const read = await api.get<Page<T>>(filters === '' ? wanted : `${wanted}&${filters}`, { ...(signal && { signal }) });
  return { items: read.items, next: read.next_cursor };
}

/** A page behind those before it. */
export function join<T>(before: Loaded<T>, after: Loaded<T>): Loaded<T> {
  const known = new Set(before.items.map(idOf));
  return { items: [...before.items, ...after.items.filter((item) => !known.has(idOf(item)))], next: after.next };
}

/** What has moved between two pages must not be there twice. */
function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : item;
}
