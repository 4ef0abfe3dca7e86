import { Button } from '../design/button';
import { Dialog } from '../design/dialog';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';

/** Shows a webhook's secret to whoever has just chosen it, for the last time. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useI18n();
  const copy = () => {
    navigator.clipboard
      ?.writeText(secret)
      .then(() => showToast({ text: t('admin.webhook.copied') }))
      .catch(() => showToast({ text: t('admin.webhook.notCopied'), kind: 'danger' }));
  };
  return (
    <Dialog title={t('admin.webhook.secretOnce')} onClose={onClose}>
      <div className="stack">
        <p>{t('admin.webhook.secretText')}</p>
        <p className="secret">
          <code>{secret}</code>
          {'clipboard' in navigator && (
            <Button small icon="copy" onClick={copy}>
              {t('admin.webhook.copy')}
            </Button>
          )}
        </p>
        <p className="quiet small">{t('admin.webhook.verify')}</p>
        <div className="actions">
          <Button kind="primary" onClick={onClose}>
            {t('admin.webhook.kept')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
