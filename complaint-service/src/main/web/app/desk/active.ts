import { useCallback, useMemo, useRef, useState } from 'react';
import type { Complaint } from '../api/model';

/** Which of these keys are about. */
interface Active {
  /** Null: whatever is first. */
  id: number | null;
  /** Where it was when it was last seen. */
  at: number;
}

/** Where the active one is now: it is the same complaint wherever it moves to, or its neighbour when it is gone. */
export function placeOf({ id, at }: Active, items: readonly Pick<Complaint, 'id'>[]): number {
  const found = id === null ? -1 : items.findIndex((each) => each.id === id);
  return found >= 0 ? found : Math.max(0, Math.min(at, items.length - 1));
}

/**
 * The row that keys are about; others may change the list at any time, and the row must not become another complaint.
 *
 * @param first the complaint to begin with, whose row takes the focus; null: whatever is first, without
 */
export function useActive(items: readonly Complaint[], first: number | null) {
  const [active, setActive] = useState<Active>({ id: first, at: 0 });
  const [wanted, setWanted] = useState(first === null ? 0 : 1);
  const latest = useRef(items);
  latest.current = items;
  const at = useMemo(() => placeOf(active, items), [active, items]);
  const go = useCallback((index: number, byKey = false) => {
    setActive({ id: latest.current[index]?.id ?? null, at: index });
    if (byKey) {
      setWanted((before) => before + 1);
    }
  }, []);
  const reset = useCallback(() => setActive({ id: null, at: 0 }), []);
  return {
    at,
    go,
    /** Grows when the row is to come into sight and take the focus; up to where that was done is in the other. */
    wanted,
    followed: useRef(0),
    reset,
  };
}
