import { useState } from 'react';
import { api } from '../api/http';
import type { Role, User } from '../api/model';
import { invalidate } from '../api/query';
import { Button, ButtonLink } from '../design/button';
import { Avatar } from '../design/chips';
import { Confirm } from '../design/dialog';
import { Segments } from '../design/field';
import { Moment } from '../design/moment';
import { Page } from '../design/page';
import { Failure, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import type { PageProps } from '../routes';
import { useUser } from '../session/session';
import { AuditList } from './audit-list';
import { ROLES } from './model';
import { UserChips } from './users-page';
import { saying, useVersioned, type Versioned } from './versioned';

/** One account: who it is, what they may do, and what has happened to it. */
export default function UserPage({ parameters }: PageProps) {
  const { t } = useI18n();
  const query = useVersioned<User>(`/api/users/${parameters.id}`);
  const back = { to: '/users', label: t('admin.users.title') };
  if (!query.data) {
    return (
      <Page title={t('admin.user.title')} back={back}>
        {query.problem ? (
          <Failure problem={query.problem} onRetry={query.reload} home="/users" />
        ) : (
          <Skeleton lines={6} height={24} />
        )}
      </Page>
    );
  }
  const user = query.data.value;
  const name = `${user.first_name} ${user.last_name}`;
  return (
    <Page
      title={name}
      back={back}
      heading={
        <span className="user-heading">
          <Avatar name={name} />
          {name}
        </span>
      }
      lead={
        <span className="row">
          <UserChips user={user} />
        </span>
      }
      actions={
        user.role === 'user' && (
          <ButtonLink icon="inbox" to={`/desk?view=all&status=any&created_by=${encodeURIComponent(user.username)}`}>
            {t('admin.user.complaints')}
          </ButtonLink>
        )
      }
    >
      <div className="user-grid">
        <div className="stack wide">
          <FactsSection user={user} />
          <RoleSection known={query.data} key={user.role} />
          <ActivationSection known={query.data} />
          <DeletionSection known={query.data} />
        </div>
        <section className="sheet" aria-labelledby="user-events">
          <h2 id="user-events" className="section-title">
            {t('admin.user.events')}
          </h2>
          <AuditList subject={user.id} compact />
        </section>
      </div>
    </Page>
  );
}

function FactsSection({ user }: { user: User }) {
  const { t } = useI18n();
  return (
    <section className="sheet" aria-labelledby="user-facts">
      <h2 id="user-facts" className="section-title">
        {t('admin.user.facts')}
      </h2>
      <dl className="facts">
        <dt>{t('user.username')}</dt>
        <dd>{user.username}</dd>
        <dt>{t('user.email')}</dt>
        <dd>
          {user.email}{' '}
          <span className="quiet small">
            {user.email_verified ? t('admin.user.verified') : t('admin.user.unverified')}
          </span>
        </dd>
        {user.phone && (
          <>
            <dt>{t('user.phone')}</dt>
            <dd>{user.phone}</dd>
          </>
        )}
        {user.address && (
          <>
            <dt>{t('user.address')}</dt>
            <dd>{user.address}</dd>
          </>
        )}
        <dt>{t('admin.user.number')}</dt>
        <dd>{user.customer_number}</dd>
        <dt>{t('admin.user.since')}</dt>
        <dd>
          <Moment at={user.created_at} />
        </dd>
      </dl>
    </section>
  );
}

function accountChanged(): void {
  invalidate((key) => /^(list:)?\/api\/(users|audit|agents)/.test(key));
}

function RoleSection({ known }: { known: Versioned<User> }) {
  const { t } = useI18n();
  const user = known.value;
  const self = useUser().id === user.id;
  const [role, setRole] = useState<Role>(user.role);
  const [asking, setAsking] = useState(false);
  const change = async () => {
    await saying(api.put(`/api/users/${user.id}/role`, { role }, { ...(known.etag && { ifMatch: known.etag }) }), {
      409: t('admin.user.lastAdmin'),
      412: t('admin.user.stale'),
    }).finally(accountChanged);
    showToast({ text: t('admin.role.changed', { name: user.first_name, role: t(`role.${role}`) }) });
  };
  return (
    <section className="sheet" aria-labelledby="user-role">
      <h2 id="user-role" className="section-title">
        {t('admin.users.role')}
      </h2>
      <div className="stack">
        <Segments<Role>
          legend={t('admin.users.role')}
          hideLegend
          name="role"
          value={role}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChoose={setRole}
          hint={t(`admin.role.${role}`)}
        />
        <div className="row">
          <Button disabled={role === user.role} onClick={() => setAsking(true)}>
            {t('admin.role.change')}
          </Button>
        </div>
      </div>
      {asking && (
        <Confirm
          title={t('admin.role.sure', { name: user.first_name, role: t(`role.${role}`) })}
          action={t('admin.role.change')}
          onConfirm={change}
          onClose={() => setAsking(false)}
        >
          <p>{t(`admin.role.${role}`)}</p>
          <p>{t(self ? 'admin.role.endsYours' : 'admin.role.endsTheirs')}</p>
        </Confirm>
      )}
    </section>
  );
}

function ActivationSection({ known }: { known: Versioned<User> }) {
  const { t } = useI18n();
  const user = known.value;
  const [asking, setAsking] = useState(false);
  const action = t(user.active ? 'admin.user.deactivate' : 'admin.user.activate');
  const text = t(user.active ? 'admin.user.deactivateText' : 'admin.user.activateText');
  const toggle = async () => {
    await saying(
      api.patch(`/api/users/${user.id}`, { active: !user.active }, { ...(known.etag && { ifMatch: known.etag }) }),
      { 409: t('admin.user.lastAdmin'), 412: t('admin.user.stale') },
    ).finally(accountChanged);
    showToast({ text: t(user.active ? 'admin.user.deactivated' : 'admin.user.activated', { name: user.first_name }) });
  };
  return (
    <section className="sheet" aria-labelledby="user-activation">
      <h2 id="user-activation" className="section-title">
        {action}
      </h2>
      <div className="stack">
        <p className="quiet">{text}</p>
        <div className="row">
          <Button onClick={() => setAsking(true)}>{action}</Button>
        </div>
      </div>
      {asking && (
        <Confirm title={`${action}?`} action={action} onConfirm={toggle} onClose={() => setAsking(false)}>
          <p>{text}</p>
        </Confirm>
      )}
    </section>
  );
}

function DeletionSection({ known }: { known: Versioned<User> }) {
  const { t } = useI18n();
  const user = known.value;
  const name = `${user.first_name} ${user.last_name}`;
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await saying(api.delete(`/api/users/${user.id}`, { ...(known.etag && { ifMatch: known.etag }) }), {
      409: t('admin.user.lastAdmin'),
      412: t('admin.user.stale'),
    });
    navigate('/users', { replace: true });
    invalidate('list:/api/users');
    showToast({ text: t('admin.user.deleted', { name }) });
  };
  return (
    <section className="sheet danger-zone" aria-labelledby="user-deletion">
      <h2 id="user-deletion" className="section-title">
        {t('admin.user.delete')}
      </h2>
      <div className="stack">
        <p className="quiet">{t('admin.user.deleteText')}</p>
        <div className="row">
          <Button kind="danger" icon="trash" onClick={() => setAsking(true)}>
            {t('admin.user.delete')}
          </Button>
        </div>
      </div>
      {asking && (
        <Confirm
          title={t('admin.user.deleteSure', { name })}
          action={t('admin.user.delete')}
          danger
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          <p>{t('admin.user.deleteText')}</p>
        </Confirm>
      )}
    </section>
  );
}
