import { useState } from 'react';
import type { Priority } from '../api/model';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { PriorityMark } from '../design/chips';
import { Page } from '../design/page';
import { Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { secondsOf, spoken } from './durations';
import type { Policy } from './model';
import { PolicyDialog } from './policy-dialog';

/** What the desk promises for complaints of each priority. */
export default function PoliciesPage() {
  const { t } = useI18n();
  const list = useList<Policy>('/api/sla-policies');
  const [editing, setEditing] = useState<Priority | null>(null);
  return (
    <Page title={t('admin.policies.title')} lead={t('admin.policies.lead')}>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={4} height={160} />
      ) : (
        <div className="cards">
          {list.items.map((policy) => (
            <PolicyCard key={policy.priority} policy={policy} onEdit={() => setEditing(policy.priority)} />
          ))}
        </div>
      )}
      {editing && <PolicyDialog priority={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function PolicyCard({ policy, onEdit }: { policy: Policy; onEdit: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const after = (iso: string | null) => (iso === null ? null : spoken(secondsOf(iso), i18n));
  const { mode, after: silence } = policy.auto_resolve;
  const name = t(`priority.${policy.priority}`);
  return (
    <section className="sheet card" aria-label={name}>
      <header>
        <h2>
          <PriorityMark priority={policy.priority} look="bare" /> {name}
        </h2>
        <Button small icon="edit" onClick={onEdit}>
          {t('action.edit')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      </header>
      <dl className="facts">
        <dt>{t('admin.policy.acknowledge')}</dt>
        <dd>
          <Term off={t('admin.policy.never')}>
            {policy.acknowledge_after !== null && secondsOf(policy.acknowledge_after) === 0
              ? t('admin.policy.atOnce')
              : after(policy.acknowledge_after)}
          </Term>
        </dd>
        <dt>{t('admin.policy.firstResponse')}</dt>
        <dd>
          <Term off={t('admin.policy.noPromise')}>{after(policy.first_response_within)}</Term>
        </dd>
        <dt>{t('admin.policy.escalate')}</dt>
        <dd>
          <Term off={t('admin.policy.never')}>{after(policy.escalate_after)}</Term>
        </dd>
        <dt>{t('admin.policy.calendar')}</dt>
        <dd>
          {policy.calendar === null ? (
            t('admin.policy.aroundTheClock')
          ) : (
            <Link to={`/calendars/edit?name=${encodeURIComponent(policy.calendar)}`}>{policy.calendar}</Link>
          )}
        </dd>
        <dt>{t('admin.policy.autoResolve')}</dt>
        <dd>
          <Term off={t('admin.policy.never')}>
            {mode === 'never' || silence === null
              ? null
              : t(`admin.policy.auto.${mode}`, { span: spoken(secondsOf(silence), i18n) })}
          </Term>
        </dd>
      </dl>
    </section>
  );
}

function Term({ off, children }: { off: string; children: string | null }) {
  return children === null ? <span className="quiet">{off}</span> : <b>{children}</b>;
}
