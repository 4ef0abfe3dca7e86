import { useCallback, useState } from 'react';
import { api } from '../api/http';
import { asProblem } from '../api/problem';
import { invalidate, useList } from '../api/query';
import { Button } from '../design/button';
import { Confirm } from '../design/dialog';
import { Moment, useNow } from '../design/moment';
import { Page } from '../design/page';
import { describeProblem, inWords } from '../design/problem-text';
import { Blank, Failure, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { type Key, useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import type { PageProps } from '../routes';
import type { Delivery, Webhook } from './model';
import { SecretDialog } from './secret-dialog';
import { useRenewal } from './use-renewal';
import { useVersioned } from './versioned';
import { WebhookDialog } from './webhook-dialog';
import { WebhookState } from './webhooks-page';

const WAITING_MILLIS = 3_000;
const QUIET_MILLIS = 10_000;

/** One webhook and what has been sent to it. */
export default function WebhookPage({ parameters }: PageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const path = `/api/webhooks/${parameters.id}`;
  const query = useVersioned<Webhook>(path);
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const back = { to: '/webhooks', label: t('admin.webhooks.title') };
  const webhook = query.data?.value;

  const toggle = () => {
    api
      .patch(path, { active: !webhook?.active })
      .then(() => showToast({ text: t(webhook?.active ? 'admin.webhook.nowOff' : 'admin.webhook.nowOn') }))
      .catch((failure: unknown) => showToast({ text: describeProblem(asProblem(failure), i18n), kind: 'danger' }))
      .finally(() => invalidate((key) => /^(list:)?\/api\/webhooks/.test(key)));
  };
  const remove = async () => {
    await api.delete(path);
    navigate('/webhooks', { replace: true });
    invalidate('list:/api/webhooks');
    showToast({ text: t('admin.webhook.deleted') });
  };

  if (!webhook) {
    return (
      <Page title={t('admin.webhooks.one')} back={back}>
        {query.problem ? (
          <Failure problem={query.problem} onRetry={query.reload} home="/webhooks" />
        ) : (
          <Skeleton lines={5} height={24} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={t('admin.webhooks.one')}
      back={back}
      lead={
        <span className="row">
          <span className="address">{webhook.url}</span> <WebhookState webhook={webhook} />
        </span>
      }
      actions={
        <>
          <Button icon={webhook.active ? 'pause' : 'play'} onClick={toggle}>
            {t(webhook.active ? 'admin.webhook.switchOff' : 'admin.webhook.switchOn')}
          </Button>
          <Button icon="edit" onClick={() => setOpen('edit')}>
            {t('action.edit')}
          </Button>
          <Button kind="danger" icon="trash" onClick={() => setOpen('delete')}>
            {t('action.delete')}
          </Button>
        </>
      }
    >
      <ul className="row" aria-label={t('admin.webhook.eventsOf')}>
        {webhook.events.map((event) => (
          <li key={event} className="chip outline">
            {t(`admin.event.${event}` as Key)}
          </li>
        ))}
      </ul>
      <Deliveries path={path} />
      {open === 'edit' && (
        <WebhookDialog
          path={path}
          onClose={() => setOpen(null)}
          onSaved={(typed) => {
            setOpen(null);
            setSecret(typed);
            showToast({ text: t('admin.webhook.saved') });
          }}
        />
      )}
      {open === 'delete' && (
        <Confirm
          title={t('admin.webhook.deleteSure')}
          action={t('action.delete')}
          danger
          onConfirm={remove}
          onClose={() => setOpen(null)}
        >
          <p>{t('admin.webhook.deleteText')}</p>
        </Confirm>
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Page>
  );
}

/** What has been sent; the webhook itself is read with it, because it rests when too much of it fails. */
function Deliveries({ path }: { path: string }) {
  const { t } = useI18n();
  const list = useList<Delivery>(`${path}/deliveries`, 30);
  const { reload } = list;
  const waiting = list.items.some((delivery) => delivery.state === 'waiting');
  const renew = useCallback(() => invalidate((key) => key.replace(/^list:/, '').startsWith(path), true), [path]);
  useRenewal(renew, waiting ? WAITING_MILLIS : QUIET_MILLIS);
  return (
    <section aria-labelledby="deliveries">
      <div className="row apart section-title">
        <h2 id="deliveries">{t('admin.deliveries.title')}</h2>
        <p className="quiet small">{t('admin.deliveries.live')}</p>
      </div>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={reload} />
      ) : !list.data ? (
        <Skeleton lines={4} height={40} />
      ) : list.items.length === 0 ? (
        <Blank icon="send" title={t('admin.deliveries.none')}>
          {t('admin.deliveries.noneText')}
        </Blank>
      ) : (
        <>
          <ul className="sheet rows">
            {list.items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} path={path} />
            ))}
          </ul>
          {list.more && (
            <div className="row deliveries-more">
              <Button busy={list.loadingMore} onClick={list.loadMore}>
                {t('action.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

const STATE_LOOKS: Record<Delivery['state'], string> = {
  delivered: 'chip status-resolved',
  waiting: 'chip warning',
  given_up: 'chip danger',
};

function DeliveryRow({ delivery, path }: { delivery: Delivery; path: string }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  const [busy, setBusy] = useState(false);
  const replay = () => {
    setBusy(true);
    api
      .post(`${path}/deliveries/${delivery.id}/replay`, undefined)
      .then(() => {
        showToast({ text: t('admin.deliveries.replayed') });
        invalidate(`list:${path}/deliveries`);
      })
      .catch((failure: unknown) => showToast({ text: describeProblem(asProblem(failure), i18n), kind: 'danger' }))
      .finally(() => setBusy(false));
  };
  const now = useNow();
  // While the webhook rests, what is overdue waits with it.
  const next = delivery.next_attempt_at && Date.parse(delivery.next_attempt_at) > now ? delivery.next_attempt_at : null;
  const answer = delivery.last_status === null ? null : t('admin.deliveries.answer', { status: String(delivery.last_status) });
  return (
    <li className="delivery-row">
      <span className={STATE_LOOKS[delivery.state]}>{t(`admin.deliveries.${delivery.state}`)}</span>
      <span className="delivery-what">
        <b>{t(`admin.event.${delivery.event}` as Key)}</b>{' '}
        <span className="quiet small">
          <Moment at={delivery.created_at} />
        </span>
        <span className="quiet small delivery-facts">
          {[
            t('admin.deliveries.attempts', { count: delivery.attempts }),
            answer ?? (delivery.last_error && inWords(delivery.last_error, i18n)),
          ]
            .filter(Boolean)
            .join(' · ')}
          {next && (
            <>
              {' · '}
              {t('admin.deliveries.next')} <Moment at={next} />
            </>
          )}
        </span>
        <code className="quiet small">{delivery.id}</code>
      </span>
      <Button small icon="undo" busy={busy} onClick={replay}>
        {t('admin.deliveries.replay')}
        <span className="visually-hidden">
          {' '}
          {t(`admin.event.${delivery.event}` as Key)} {number(delivery.attempts)}
        </span>
      </Button>
    </li>
  );
}
