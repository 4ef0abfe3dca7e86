import type { ReactNode } from 'react';
import { Mark } from '../design/icon';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { OfflineNotice } from './offline-notice';
import { Preferences } from './preferences';

/** Around the pages that need nobody signed in: who we are on one side, the form on the other. */
export function OpenFrame({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  return (
    <div className="open-frame">
      <header className="open-brand">
        <Link to="/" className="brand">
          <Mark />
          Recourse
        </Link>
        <p className="creed">{t('brand.creed')}</p>
        <ol className="promises">
          <li>{t('brand.promise.heard')}</li>
          <li>{t('brand.promise.followed')}</li>
          <li>{t('brand.promise.answered')}</li>
        </ol>
      </header>
      <main className="open-main">
        <OfflineNotice />
        {children}
        <div className="row open-preferences">
          <Preferences up />
        </div>
      </main>
    </div>
  );
}
