import { useEffect, useState } from 'react';
import { api } from '../api/http';
import { useLive } from '../api/live';
import { Icon } from '../design/icon';
import { useI18n } from '../i18n/i18n';
import { useUser } from '../session/session';
import type { Viewer } from './model';

const HEARTBEAT_MILLIS = 10_000;

/** Tells the others that one has a complaint in front of one, for as long as the page is in sight; who else has. */
export function useViewers(id: number): readonly Viewer[] {
  const user = useUser();
  const [viewers, setViewers] = useState<readonly Viewer[]>([]);
  useEffect(() => {
    const path = `/api/complaints/${id}/presence`;
    let current = true;
    // What cannot be told is no matter: the page is useful without it.
    const come = () => {
      if (document.visibilityState === 'visible') {
        api
          .put<{ viewers: Viewer[] }>(path, undefined)
          .then((told) => current && setViewers(told.viewers))
          .catch(() => {});
      }
    };
    const go = () => void api.delete(path).catch(() => {});
    const turn = () => (document.visibilityState === 'visible' ? come() : go());
    come();
    const timer = setInterval(come, HEARTBEAT_MILLIS);
    document.addEventListener('visibilitychange', turn);
    return () => {
      current = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', turn);
      setViewers([]);
      go();
    };
  }, [id]);
  useLive((live) => {
    if (live.type === 'presence' && 'data' in live && live.data.id === id) {
      setViewers((live.data as unknown as { viewers: Viewer[] }).viewers);
    }
  });
  return viewers.filter((viewer) => viewer.id !== user.id);
}

/** Warns that somebody else may be about to answer as well. */
export function CollisionNotice({ id }: { id: number }) {
  const { t, language } = useI18n();
  const viewers = useViewers(id);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(viewers.map((viewer) => viewer.name));
  return (
    <div role="status" className="collision">
      {viewers.length > 0 && (
        <p className="notice warning">
          <Icon name="eye" />
          <span>{t('desk.viewing', { count: viewers.length, names })}</span>
        </p>
      )}
    </div>
  );
}
