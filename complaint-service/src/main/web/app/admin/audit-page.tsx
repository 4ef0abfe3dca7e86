import { useState } from 'react';
import { Button } from '../design/button';
import { Page } from '../design/page';
import { useI18n } from '../i18n/i18n';
import { useSearch } from '../routing/location';
import { AuditList } from './audit-list';
import { KeysDialog } from './keys-dialog';
import { useAccountName } from './names';

/** What has happened that matters to the safety of the desk. */
export default function AuditPage() {
  const { t } = useI18n();
  const { parameters, change } = useSearch();
  const subject = parameters.get('subject');
  const name = useAccountName(subject);
  const [keys, setKeys] = useState(false);
  return (
    <Page
      title={t('admin.audit.title')}
      lead={t('admin.audit.lead')}
      actions={
        <Button icon="key" onClick={() => setKeys(true)}>
          {t('admin.keys.title')}
        </Button>
      }
    >
      {subject && (
        <div className="row">
          <span>{t('admin.audit.about', { name: name ?? '…' })}</span>
          <Button small onClick={() => change({ subject: null })}>
            {t('admin.showAll')}
          </Button>
        </div>
      )}
      <AuditList key={subject} {...(subject && { subject })} />
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
    </Page>
  );
}
