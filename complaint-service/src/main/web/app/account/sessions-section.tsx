import { useState } from 'react';
import { api } from '../api/http';
import type { SignInSession } from '../api/model';
import { asProblem } from '../api/problem';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { Moment } from '../design/moment';
import { describeProblem } from '../design/problem-text';
import { Failure, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';

/** Where one is signed in, and how to end that elsewhere. */
export function SessionsSection() {
  const i18n = useI18n();
  const { t } = i18n;
  const sessions = useList<SignInSession>('/api/users/me/sessions');
  const [ending, setEnding] = useState<string | null>(null);

  const end = (session: SignInSession) => {
    setEnding(session.sid);
    api
      .delete(`/api/users/me/sessions/${session.sid}`)
      .then(() => {
        sessions.amend((items) => items.filter((item) => item.sid !== session.sid));
        showToast({ text: t('sessions.ended') });
      })
      .catch((failure: unknown) => showToast({ text: describeProblem(asProblem(failure), i18n), kind: 'danger' }))
      .finally(() => setEnding(null));
  };

  return (
    <section className="sheet">
      <h2>{t('sessions.title')}</h2>
      <p className="quiet">{t('sessions.text')}</p>
      {sessions.problem && !sessions.data ? (
        <Failure problem={sessions.problem} onRetry={sessions.reload} />
      ) : !sessions.data ? (
        <Skeleton lines={2} height={40} />
      ) : (
        <ul className="sessions">
          {sessions.items.map((session) => (
            <li key={session.sid}>
              <div>
                <b>{browserOf(session.user_agent) ?? t('sessions.unknown')}</b>{' '}
                {session.current && <span className="chip accent">{t('sessions.current')}</span>}
                <p className="quiet small">
                  {session.address} · {t('sessions.seen')} <Moment at={session.last_seen_at} />
                </p>
              </div>
              {!session.current && (
                <Button small busy={ending === session.sid} onClick={() => end(session)}>
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions.more && (
        <Button small busy={sessions.loadingMore} onClick={sessions.loadMore}>
          {t('action.more')}
        </Button>
      )}
    </section>
  );
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
];

const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** For instance Firefox, Linux: what people recognise of the way in which a browser introduces itself. */
function browserOf(userAgent: string | null): string | null {
  if (!userAgent) {
    return null;
  }
  const first = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  const parts = [first(BROWSERS), first(SYSTEMS)].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : userAgent.slice(0, 80);
}
