import { useEffect } from 'react';

/** Reads again and again what tells of no changes by itself, for as long as the page is in sight; at once when it comes back. */
export function useRenewal(renew: () => void, everyMillis: number): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') {
        renew();
      }
    };
    const timer = setInterval(look, everyMillis);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [renew, everyMillis]);
}
