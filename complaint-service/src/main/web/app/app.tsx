import { Component, type ReactNode, Suspense, useEffect, useState } from 'react';
import { SignInDialog, SignInPage } from './account/sign-in';
import type { Role } from './api/model';
import { Button, ButtonLink } from './design/button';
import { Page } from './design/page';
import { Blank, Skeleton } from './design/states';
import { Toasts } from './design/toast';
import { useI18n } from './i18n/i18n';
import { useLiveInvalidation } from './complaints/live-complaints';
import { navigate, usePlace } from './routing/location';
import { homeOf, routeOf } from './routes';
import { OpenFrame } from './shell/open-frame';
import { Shell } from './shell/shell';
import { start, useSession } from './session/session';

export function App() {
  const session = useSession();
  return (
    <>
      <Catch>
        {session.status === 'starting' ? (
          <Starting />
        ) : session.status === 'unavailable' ? (
          <Unavailable />
        ) : session.status === 'signed-out' ? (
          <SignedOut />
        ) : (
          <SignedIn key={session.user.id} role={session.user.role} />
        )}
      </Catch>
      {session.status === 'expired' && <SignInDialog user={session.user} />}
      <Toasts />
    </>
  );
}

function SignedOut() {
  const { path } = usePlace();
  const found = routeOf(path, null);
  const Shown = found?.route.page ?? SignInPage;
  return (
    <OpenFrame>
      <Shown key={path} parameters={found?.parameters ?? {}} />
    </OpenFrame>
  );
}

function SignedIn({ role }: { role: Role }) {
  const { path } = usePlace();
  useLiveInvalidation();
  const found = routeOf(path, role);
  const toHome = path === '/' || path === '/sign-in' || path === '/sign-up' || (path === '/complaints' && role !== 'user');
  useEffect(() => {
    if (toHome) {
      navigate(homeOf(role), { replace: true });
    }
  }, [toHome, role]);
  if (toHome) {
    return null;
  }
  if (found?.route.open) {
    return (
      <OpenFrame>
        <found.route.page key={path} parameters={found.parameters} />
      </OpenFrame>
    );
  }
  return (
    <Shell>
      <Catch key={path}>
        <Suspense fallback={<Loading />}>
          {found ? <found.route.page key={path} parameters={found.parameters} /> : <NotFound />}
        </Suspense>
      </Catch>
    </Shell>
  );
}

function Loading() {
  return (
    <div className="page">
      <Skeleton lines={5} height={24} />
    </div>
  );
}

function Starting() {
  return (
    <OpenFrame>
      <Skeleton lines={3} height={24} />
    </OpenFrame>
  );
}

const TRY_AGAIN_MILLIS = 5_000;

/** Goes on by itself once the server is there again. */
function Unavailable() {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const again = () => void start();
    const timer = setInterval(again, TRY_AGAIN_MILLIS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, []);
  return (
    <OpenFrame>
      <Page title={t('unavailable.title')} lead={t('problem.unreachable')}>
        <Button
          kind="primary"
          busy={busy}
          onClick={() => {
            setBusy(true);
            void start().finally(() => setBusy(false));
          }}
        >
          {t('action.retry')}
        </Button>
      </Page>
    </OpenFrame>
  );
}

function NotFound() {
  const { t } = useI18n();
  return (
    <Page title={t('notFound.title')}>
      <Blank icon="search" title={t('notFound.heading')} actions={<ButtonLink to="/">{t('action.home')}</ButtonLink>}>
        {t('notFound.text')}
      </Blank>
    </Page>
  );
}

/** A mistake of ours must not leave an empty screen. */
class Catch extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useI18n();
  return (
    <div role="alert">
      <Blank
        icon="alert"
        title={t('broken.title')}
        actions={
          <Button kind="primary" onClick={() => location.reload()}>
            {t('action.reload')}
          </Button>
        }
      >
        {t('broken.text')}
      </Blank>
    </div>
  );
}
