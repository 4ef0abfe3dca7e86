import { useSyncExternalStore } from 'react';
import { createStore } from './store';

/** Whether the server can be reached, as far as the browser and the last request know. */
const online = createStore<boolean>(navigator.onLine);

window.addEventListener('offline', () => online.set(false));
window.addEventListener('online', () => online.set(true));

export function reportReachable(): void {
  online.set(true);
}

export function reportUnreachable(): void {
  online.set(false);
}

export function useOnline(): boolean {
  return useSyncExternalStore(online.subscribe, online.get);
}

/** Calls back whenever the connection has come back. */
export function onReconnect(action: () => void): () => void {
  let before = online.get();
  return online.subscribe(() => {
    const now = online.get();
    if (now && !before) {
      action();
    }
    before = now;
  });
}
