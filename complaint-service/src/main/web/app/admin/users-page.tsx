import { useState } from 'react';
import { url } from '../api/http';
import type { User } from '../api/model';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { Avatar } from '../design/chips';
import { SelectField } from '../design/field';
import { Page } from '../design/page';
import { SearchBox } from '../design/search-box';
import { Blank, Failure, Skeleton } from '../design/states';
import { useNarrow } from '../design/use-narrow';
import { VirtualList } from '../design/virtual-list';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { useSearch } from '../routing/location';
import { InviteDialog } from './invite-dialog';
import { ROLES } from './model';

/** Everybody who has an account. */
export default function UsersPage() {
  const { t } = useI18n();
  const { parameters, change } = useSearch();
  const [inviting, setInviting] = useState(false);
  const search = parameters.get('q') ?? '';
  const role = ROLES.find((each) => each === parameters.get('role')) ?? '';
  const active = parameters.get('active') ?? '';
  const list = useList<User>(url('/api/users', { q: search, role, active }), 50);
  const rowHeight = useNarrow() ? 96 : 64;
  const filtered = search !== '' || role !== '' || active !== '';
  return (
    <Page
      title={t('admin.users.title')}
      lead={t('admin.users.lead')}
      actions={
        <Button kind="primary" icon="add" onClick={() => setInviting(true)}>
          {t('admin.invite.title')}
        </Button>
      }
    >
      <div className="filters users">
        <SearchBox label={t('admin.users.search')} search={search} onSearch={(q) => change({ q })} />
        <SelectField
          label={t('admin.users.role')}
          hideLabel
          value={role}
          onChoose={(next) => change({ role: next })}
          options={[
            { value: '' as const, label: t('admin.users.allRoles') },
            ...ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
          ]}
        />
        <SelectField
          label={t('admin.users.state')}
          hideLabel
          value={active}
          onChoose={(next) => change({ active: next })}
          options={[
            { value: '', label: t('admin.users.anyState') },
            { value: 'true', label: t('admin.users.active') },
            { value: 'false', label: t('admin.users.inactive') },
          ]}
        />
      </div>
      <p className="visually-hidden" role="status">
        {list.data && t('admin.users.shown', { count: list.items.length })}
      </p>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={6} height={48} />
      ) : list.items.length === 0 ? (
        <Blank
          icon="search"
          title={t('admin.users.none')}
          actions={
            filtered && (
              <Button onClick={() => change({ q: null, role: null, active: null })}>{t('admin.showAll')}</Button>
            )
          }
        >
          {t('admin.users.noneText')}
        </Blank>
      ) : (
        <div className="sheet rows">
          <VirtualList
            label={t('admin.users.title')}
            items={list.items}
            rowHeight={rowHeight}
            keyOf={(user) => user.id}
            more={list.more}
            onEnd={list.loadMore}
          >
            {(user) => <Row user={user} />}
          </VirtualList>
        </div>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function Row({ user }: { user: User }) {
  const name = `${user.first_name} ${user.last_name}`;
  return (
    <Link to={`/users/${user.id}`} className="user-row">
      <Avatar name={name} />
      <span className="user-row-name">
        <b>{name}</b>
        <span className="quiet small">
          {user.username} · {user.email}
        </span>
      </span>
      <span className="user-row-chips">
        <UserChips user={user} />
      </span>
    </Link>
  );
}

export function UserChips({ user }: { user: User }) {
  const { t } = useI18n();
  return (
    <>
      {!user.active && <span className="chip warning">{t('admin.users.inactive')}</span>}
      {user.role !== 'user' && user.active && user.available && (
        <span className="chip status-resolved">{t('admin.users.available')}</span>
      )}
      <span className={user.role === 'user' ? 'chip outline' : 'chip accent'}>{t(`role.${user.role}`)}</span>
    </>
  );
}
