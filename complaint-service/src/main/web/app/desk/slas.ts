import { useEffect, useSyncExternalStore } from 'react';
import { api, url } from '../api/http';
import type { Complaint, Page, Sla } from '../api/model';
import { createStore } from '../api/store';
import { onSignedOut } from '../session/session';

/** Clocks of many complaints: those in sight are read together, and again when they may have changed. */
interface Known {
  sla: Sla | null;
  /** Of the complaint when the clock was read. */
  version: number;
  readAt: number;
}

const MOST_AT_ONCE = 100;
const GATHER_MILLIS = 60;
/** The clock hears of a change a moment after the complaint has changed. */
const LATE_MILLIS = 2_500;
const OLD_MILLIS = 60_000;

const clocks = createStore<ReadonlyMap<number, Known>>(new Map());
const wanted = new Map<number, number>();
let timer = 0;

onSignedOut(() => {
  wanted.clear();
  clocks.set(new Map());
});

function want(id: number, version: number): void {
  wanted.set(id, version);
  timer ||= window.setTimeout(() => {
    timer = 0;
    const all = [...wanted];
    wanted.clear();
    for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
      void read(all.slice(from, from + MOST_AT_ONCE));
    }
  }, GATHER_MILLIS);
}

async function read(asked: readonly [number, number][]): Promise<void> {
  try {
    const ids = asked.map(([id]) => String(id));
    const { items } = await api.get<Page<Sla>>(url('/api/sla', { complaint_id: ids }));
    const found = new Map(items.map((sla) => [sla.complaint_id, sla]));
    const next = new Map(clocks.get());
    const readAt = Date.now();
    asked.forEach(([id, version]) => next.set(id, { sla: found.get(id) ?? null, version, readAt }));
    clocks.set(next);
  } catch {
    // The column stays as it was; it is asked for again when something changes or a minute has passed.
  }
}

/** The clock of a complaint that is in sight; undefined while it is not known. */
export function useSla(complaint: Complaint): Sla | null | undefined {
  const all = useSyncExternalStore(clocks.subscribe, clocks.get);
  const known = all.get(complaint.id);
  const { id, version } = complaint;
  const missing = !known || known.version !== version;
  const due = known?.sla?.due_at;
  useEffect(() => {
    if (missing) {
      want(id, version);
    }
  }, [missing, id, version]);
  useEffect(() => {
    const late = window.setTimeout(() => want(id, version), LATE_MILLIS);
    const old = window.setInterval(() => want(id, version), OLD_MILLIS);
    return () => {
      clearTimeout(late);
      clearInterval(old);
    };
    // A clock that has become due is another one a moment later: the due time is part of what is waited for.
  }, [id, version, due]);
  return known?.sla;
}
