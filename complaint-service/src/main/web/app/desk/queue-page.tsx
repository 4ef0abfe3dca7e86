import { Page } from '../design/page';
import { useI18n } from '../i18n/i18n';

export default function QueuePage() {
  const { t } = useI18n();
  return (
    <Page title={t('nav.desk')}>
      <p>{t('nav.desk')}</p>
    </Page>
  );
}
