import { useCallback, useEffect, useRef, useState } from 'react';
import { exchange } from '../api/http';
import { asProblem, Problem } from '../api/problem';
import { type Query, useQuery } from '../api/query';

/** A resource and which version of it has been read, so that nobody's later change is overwritten unseen. */
export interface Versioned<T> {
  value: T;
  etag: string | undefined;
}

export function useVersioned<T>(path: string | null): Query<Versioned<T>> {
  return useQuery<Versioned<T>>(path === null ? null : `${path}#versioned`, async (signal) => {
    const answer = await exchange<T>('GET', path ?? '', { signal });
    return { value: answer.body, etag: answer.etag ?? undefined };
  });
}

export interface Edited<T> {
  /** Null until it has been read. */
  known: Versioned<T> | null;
  problem: Problem | null;
  /** Lets go of what is known, and reads what has become of it. */
  renew: () => void;
}

/** A resource to be edited: as it is now, and then no other one, whatever others do to it while somebody is typing. */
export function useEdited<T>(path: string | null): Edited<T> {
  const { data, loading, problem, reload } = useVersioned<T>(path);
  const [known, setKnown] = useState<Versioned<T> | null>(null);
  // What is in memory from before may be old.
  const fresh = useRef(false);
  fresh.current ||= loading;
  useEffect(() => reload(), [reload]);
  useEffect(() => {
    if (fresh.current && !loading && !problem && data) {
      setKnown((before) => before ?? data);
    }
  }, [data, loading, problem]);
  const renew = useCallback(() => {
    setKnown(null);
    fresh.current = false;
    reload();
  }, [reload]);
  return { known, problem, renew };
}

/** Says in the person's language what a status means here; other problems stay as they are. */
export async function saying<T>(promise: Promise<T>, texts: Partial<Record<number, string>>): Promise<T> {
  try {
    return await promise;
  } catch (failure) {
    const problem = asProblem(failure);
    const text = texts[problem.status];
    // Of all statuses, a conflict is described by its detail.
    throw text === undefined ? problem : new Problem(409, { detail: text });
  }
}
