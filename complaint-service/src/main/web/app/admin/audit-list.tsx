import { url } from '../api/http';
import { useList } from '../api/query';
import { Button } from '../design/button';
import { Icon, type IconName } from '../design/icon';
import { Moment } from '../design/moment';
import { Blank, Failure, Skeleton } from '../design/states';
import { useNarrow } from '../design/use-narrow';
import { VirtualList } from '../design/virtual-list';
import { type Key, useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import type { AuditEntry } from './model';
import { useAccountName } from './names';

/** Sign and tone of each action. */
const ACTIONS: Record<string, { icon: IconName; alarming?: boolean }> = {
  account_registered: { icon: 'add' },
  account_changed: { icon: 'edit' },
  account_deactivated: { icon: 'pause' },
  account_activated: { icon: 'play' },
  account_deleted: { icon: 'trash' },
  role_changed: { icon: 'shield' },
  password_changed: { icon: 'lock' },
  password_reset_requested: { icon: 'mail' },
  password_reset: { icon: 'lock' },
  email_verified: { icon: 'check' },
  data_exported: { icon: 'download' },
  login_succeeded: { icon: 'person' },
  login_failed: { icon: 'alert', alarming: true },
  login_throttled: { icon: 'alert', alarming: true },
  session_ended: { icon: 'signOut' },
  refresh_token_reused: { icon: 'alert', alarming: true },
  key_rotated: { icon: 'key' },
};

/** Security events, the newest first. @param compact in a column beside something else */
export function AuditList({ subject, compact = false }: { subject?: string; compact?: boolean }) {
  const { t } = useI18n();
  const list = useList<AuditEntry>(url('/api/audit', { subject_id: subject }), compact ? 15 : 50);
  const narrow = useNarrow() || compact;
  if (list.problem && !list.data) {
    return <Failure problem={list.problem} onRetry={list.reload} />;
  }
  if (!list.data) {
    return <Skeleton lines={6} height={32} />;
  }
  if (list.items.length === 0) {
    return <Blank icon="shield" title={t('admin.audit.none')} />;
  }
  if (compact) {
    return (
      <>
        <ul>
          {list.items.map((entry) => (
            <li key={entry.id}>
              <Row entry={entry} about={subject} narrow />
            </li>
          ))}
        </ul>
        {list.more && (
          <Button small busy={list.loadingMore} onClick={list.loadMore}>
            {t('action.more')}
          </Button>
        )}
      </>
    );
  }
  return (
    <div className="sheet rows">
      <VirtualList
        label={t('admin.audit.title')}
        items={list.items}
        rowHeight={narrow ? 88 : 56}
        keyOf={(entry) => entry.id}
        more={list.more}
        onEnd={list.loadMore}
      >
        {(entry) => <Row entry={entry} about={subject} narrow={narrow} />}
      </VirtualList>
    </div>
  );
}

function Row({ entry, about, narrow }: { entry: AuditEntry; about?: string | undefined; narrow: boolean }) {
  const { t } = useI18n();
  const look = ACTIONS[entry.action] ?? { icon: 'shield' as const };
  const another = entry.actor_id && entry.actor_id !== entry.subject_id ? entry.actor_id : null;
  return (
    <div className={['audit-row', narrow && 'narrow', look.alarming && 'alarming'].filter(Boolean).join(' ')}>
      <span className="audit-sign">
        <Icon name={look.icon} />
      </span>
      <span className="audit-what">
        <b>{entry.action in ACTIONS ? t(`admin.action.${entry.action}` as Key) : entry.action}</b>
        {entry.detail && <span className="quiet small"> {entry.detail}</span>}
      </span>
      <span className="audit-who small">
        {entry.subject_id && about !== entry.subject_id && <Who id={entry.subject_id} />}
        {another && (
          <span className="quiet">
            {t('admin.audit.by')} <Who id={another} />
          </span>
        )}
      </span>
      <span className="audit-where quiet small">{entry.address}</span>
      <span className="audit-when quiet small">
        <Moment at={entry.at} />
      </span>
    </div>
  );
}

function Who({ id }: { id: string }) {
  const { t } = useI18n();
  const name = useAccountName(id);
  return name ? <Link to={`/users/${id}`}>{name}</Link> : <>{name === null ? t('person.deleted') : '…'}</>;
}
