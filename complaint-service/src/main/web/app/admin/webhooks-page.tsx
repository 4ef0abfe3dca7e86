import { useState } from 'react';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { Page } from '../design/page';
import { Blank, Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import type { Webhook } from './model';
import { SecretDialog } from './secret-dialog';
import { WebhookDialog } from './webhook-dialog';

/** Other systems that are told what happens to complaints. */
export default function WebhooksPage() {
  const { t } = useI18n();
  const list = useList<Webhook>('/api/webhooks', 50);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button kind="primary" icon="add" onClick={() => setAdding(true)}>
      {t('admin.webhooks.add')}
    </Button>
  );
  return (
    <Page title={t('admin.webhooks.title')} lead={t('admin.webhooks.lead')} actions={add}>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={3} height={64} />
      ) : list.items.length === 0 ? (
        <Blank icon="hook" title={t('admin.webhooks.none')} actions={add}>
          {t('admin.webhooks.noneText')}
        </Blank>
      ) : (
        <>
          <ul className="sheet rows">
            {list.items.map((webhook) => (
              <li key={webhook.id}>
                <Link to={`/webhooks/${webhook.id}`} className="webhook-row">
                  <span>
                    <b className="address">{webhook.url}</b>
                    <span className="quiet small">{t('admin.webhook.events', { count: webhook.events.length })}</span>
                  </span>
                  <WebhookState webhook={webhook} />
                </Link>
              </li>
            ))}
          </ul>
          {list.more && (
            <div className="row">
              <Button busy={list.loadingMore} onClick={list.loadMore}>
                {t('action.more')}
              </Button>
            </div>
          )}
        </>
      )}
      {adding && (
        <WebhookDialog
          onClose={() => setAdding(false)}
          onSaved={(typed) => {
            setAdding(false);
            setSecret(typed);
          }}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

export function WebhookState({ webhook }: { webhook: Webhook }) {
  const { t, time } = useI18n();
  if (!webhook.active) {
    return <span className="chip outline">{t('admin.webhook.off')}</span>;
  }
  if (webhook.paused_until) {
    return <span className="chip danger">{t('admin.webhook.resting', { time: time(webhook.paused_until) })}</span>;
  }
  return webhook.failures > 0 ? (
    <span className="chip warning">{t('admin.webhook.failures', { count: webhook.failures })}</span>
  ) : (
    <span className="chip status-resolved">{t('admin.webhook.on')}</span>
  );
}
