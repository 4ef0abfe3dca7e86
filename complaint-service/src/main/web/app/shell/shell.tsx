import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../design/button';
import { Avatar } from '../design/chips';
import { Icon, Mark } from '../design/icon';
import { Menu } from '../design/menu';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { Link, useNearest } from '../routing/link';
import { navigate, usePlace } from '../routing/location';
import { signOut, useUser } from '../session/session';
import { DESTINATIONS } from './navigation';
import { OfflineNotice } from './offline-notice';
import { Preferences } from './preferences';

/** Around the pages of those who are signed in: the navigation at the side, or behind a button where there is no room. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const user = useUser();
  const { path } = usePlace();
  const [open, setOpen] = useState(false);
  const destinations = DESTINATIONS[user.role];
  const here = useNearest(destinations.map((destination) => destination.to));
  const name = `${user.first_name} ${user.last_name}`;
  useEffect(() => setOpen(false), [path]);

  const leave = () => {
    signOut().then(
      () => navigate('/sign-in', { replace: true }),
      () => showToast({ text: t('problem.unreachable'), kind: 'danger' }),
    );
  };

  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t('shell.skip')}
      </a>
      <header className="side" data-open={open || undefined}>
        <div className="side-head">
          <Link to="/" className="brand">
            <Mark />
            Recourse
          </Link>
          <Button
            kind="plain"
            icon={open ? 'close' : 'menu'}
            iconOnly
            className="side-toggle"
            aria-expanded={open}
            aria-controls="side-body"
            onClick={() => setOpen(!open)}
          >
            {t('shell.menu')}
          </Button>
        </div>
        <div id="side-body" className="side-body">
          <nav aria-label={t('shell.navigation')}>
            <ul>
              {destinations.map((destination) => (
                <li key={destination.to}>
                  <Link
                    to={destination.to}
                    className="side-link"
                    aria-current={destination.to === here ? 'page' : undefined}
                    onClick={() => setOpen(false)}
                  >
                    <Icon name={destination.icon} />
                    {t(destination.label)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="side-foot">
            <Menu
              label={t('shell.account')}
              face={
                <>
                  <Avatar name={name} />
                  <span className="side-name">
                    <b>{name}</b>
                    <span className="quiet small">{t(`role.${user.role}`)}</span>
                  </span>
                </>
              }
              kind="plain"
              align="start"
              up
              items={[
                { label: t('nav.profile'), icon: 'person', to: '/profile' },
                { label: t('action.signOut'), icon: 'signOut', onSelect: leave },
              ]}
            />
            <div className="row">
              <Preferences up align="start" />
            </div>
          </div>
        </div>
      </header>
      <main id="content" className="main" tabIndex={-1}>
        <OfflineNotice />
        {children}
      </main>
    </div>
  );
}
