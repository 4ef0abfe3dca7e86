import { useEffect, useState } from 'react';
import { useI18n } from '../i18n/i18n';

/** Now, renewed as often as is said; one minute when nothing is. */
export function useNow(everyMillis = 60_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}

/** How long ago, with the exact time on demand. */
export function Moment({ at }: { at: string }) {
  const { relative, dateTime } = useI18n();
  const now = useNow();
  return (
    <time dateTime={at} title={dateTime(at)}>
      {relative(at, now)}
    </time>
  );
}
