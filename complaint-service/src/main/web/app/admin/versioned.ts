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
