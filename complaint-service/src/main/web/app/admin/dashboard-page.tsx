import { Page } from '../design/page';
import { useI18n } from '../i18n/i18n';

export default function DashboardPage() {
  const { t } = useI18n();
  return (
    <Page title={t('nav.dashboard')}>
      <p>{t('nav.dashboard')}</p>
    </Page>
  );
}
