import { Button } from '../design/button';
import { Notice } from '../design/states';
import { useI18n } from '../i18n/i18n';

/** Why it was not saved; and when somebody else was faster, how to see what they have made of it. */
export function StaleNotice({ failure, onReload }: { failure: string; onReload: () => void }) {
  const { t } = useI18n();
  return (
    <Notice kind="danger">
      <p>{failure}</p>
      {failure === t('problem.stale') && (
        <p className="notice-way-on">
          <Button small onClick={onReload}>
            {t('admin.loadTheirs')}
          </Button>
        </p>
      )}
    </Notice>
  );
}
