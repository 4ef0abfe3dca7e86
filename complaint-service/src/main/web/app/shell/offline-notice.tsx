import { useOnline } from '../api/connection';
import { Icon } from '../design/icon';
import { useI18n } from '../i18n/i18n';

export function OfflineNotice() {
  const { t } = useI18n();
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <div className="offline">
          <Icon name="offline" />
          {t('offline.notice')}
        </div>
      )}
    </div>
  );
}
