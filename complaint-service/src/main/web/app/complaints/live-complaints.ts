import { useEffect, useRef } from 'react';
import { useLive } from '../api/live';
import { invalidate } from '../api/query';

/** Lists are read again at most this often, however much happens. */
const SETTLE_MILLIS = 400;

/** Keeps what is on the screen as it is on the server: whatever has changed there is read again. */
export function useLiveInvalidation(): void {
  const changed = useRef(new Set<number>());
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive((live) => {
    if (live.type === 'reset' || !('data' in live)) {
      invalidate(isOfComplaints);
      return;
    }
    if (live.type === 'presence') {
      // Who looks at a complaint changes nothing of it.
      return;
    }
    changed.current.add(live.data.id);
    timer.current ||= window.setTimeout(() => {
      const ids = changed.current;
      changed.current = new Set();
      timer.current = 0;
      invalidate((key) => isTouched(key, ids), true);
    }, SETTLE_MILLIS);
  });
}

function isOfComplaints(key: string): boolean {
  return /^(list:)?\/api\/(complaints|sla|interactions|reports)\b/.test(key);
}

/** Resources of these complaints, and every list or count that they may be in. */
function isTouched(key: string, ids: Set<number>): boolean {
  const one = /^(?:list:)?\/api\/(?:complaints|sla)\/(\d+)\b/.exec(key);
  return one ? ids.has(Number(one[1])) : isOfComplaints(key);
}
