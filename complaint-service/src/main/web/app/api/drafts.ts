import { useCallback, useEffect, useRef, useState } from 'react';
import { onSignedOut, useUser } from '../session/session';

/**
 * What somebody has written and not sent yet, pictures included: it outlives a reload, and ends with the session. Is in
 * the browser's database, because text storage takes no files.
 */
const DATABASE = 'recourse';
const STORE = 'drafts';
const SAVE_AFTER_MILLIS = 200;

/** Stays open: a page that is being left has no time to open it again. */
let database: IDBDatabase | null = null;

onSignedOut(() => {
  void withStore('readwrite', (store) => store.clear()).catch(() => {});
});

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      database = request.result;
      database.onclose = database.onversionchange = () => {
        database?.close();
        database = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

type Action<T> = (store: IDBObjectStore) => IDBRequest<T>;

function run<T>(opened: IDBDatabase, mode: IDBTransactionMode, action: Action<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(STORE, mode);
    const request = action(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
    transaction.commit?.();
  });
}

async function withStore<T>(mode: IDBTransactionMode, action: Action<T>): Promise<T> {
  return run(database ?? (await open()), mode, action);
}

export interface Draft<T> {
  value: T;
  /** False until it is known whether there is an earlier one. */
  ready: boolean;
  set: (change: (before: T) => T) => void;
  /** Forgets it: it was sent, or is not wanted any more. */
  discard: () => void;
}

/** A draft of the person who is signed in. Where the browser keeps nothing, it lasts as long as the page. */
export function useDraft<T>(name: string, empty: T): Draft<T> {
  const user = useUser();
  const key = `${user.id}:${name}`;
  const initial = useRef(empty);
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const pending = useRef<{ timer: number; save: () => void } | null>(null);

  useEffect(() => {
    let current = true;
    withStore<T | undefined>('readonly', (store) => store.get(key))
      .then((found) => current && found && setValue({ ...initial.current, ...found }))
      .catch(() => {})
      .finally(() => current && setReady(true));
    const flush = () => {
      if (pending.current) {
        clearTimeout(pending.current.timer);
        pending.current.save();
      }
    };
    window.addEventListener('pagehide', flush);
    return () => {
      current = false;
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [key]);

  const saveLater = useCallback(
    (next: T) => {
      const save = () => {
        pending.current = null;
        void withStore('readwrite', (store) => store.put(next, key)).catch(() => {});
      };
      clearTimeout(pending.current?.timer);
      pending.current = { save, timer: window.setTimeout(save, SAVE_AFTER_MILLIS) };
    },
    [key],
  );

  const latest = useRef(value);
  latest.current = value;
  const set = useCallback<Draft<T>['set']>(
    (change) => {
      latest.current = change(latest.current);
      setValue(latest.current);
      saveLater(latest.current);
    },
    [saveLater],
  );

  const discard = useCallback(() => {
    clearTimeout(pending.current?.timer);
    pending.current = null;
    latest.current = initial.current;
    setValue(initial.current);
    void withStore('readwrite', (store) => store.delete(key)).catch(() => {});
  }, [key]);

  return { value, ready, set, discard };
}
