import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { Complaint } from '../api/model';
import { Button } from '../design/button';
import { PriorityMark, StatusChip, useNameOf } from '../design/chips';
import { Dialog } from '../design/dialog';
import { Moment } from '../design/moment';
import { describe, peopleIn } from '../complaints/timeline';
import { type I18n, useI18n } from '../i18n/i18n';
import { type Conflict, conflict } from './changes';
import { type Change, NEXT } from './model';

/** Tells what somebody else has changed since one looked, and lets one do it all the same, or not. */
export function ConflictDialog() {
  const found = useSyncExternalStore(conflict.subscribe, conflict.get);
  return found && <Told key={`${found.now.id}.${found.now.version}`} found={found} />;
}

function Told({ found }: { found: Conflict }) {
  const i18n = useI18n();
  const { t } = i18n;
  const nameOf = useNameOf();
  const [busy, setBusy] = useState(false);
  const { seen, now, change, since } = found;
  const close = () => conflict.set(null);
  const people = peopleIn(now, [], since);
  const possible = !('status' in change) || NEXT[now.status].includes(change.status);
  const rows = differences(seen, now, i18n, nameOf);
  return (
    <Dialog title={t('desk.conflict.title', { id: String(now.id) })} onClose={close} wide>
      <div className="stack">
        <p>{t('desk.conflict.text')}</p>
        {rows.length > 0 && (
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('desk.conflict.what')}</th>
                  <th scope="col">{t('desk.conflict.seen')}</th>
                  <th scope="col">{t('desk.conflict.now')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.label}>
                    <th scope="row">{row.label}</th>
                    <td>{row.before}</td>
                    <td>{row.after}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {since.length > 0 && (
          <ul className="since">
            {since.filter((entry) => entry.type !== 'transition.refused').map((entry) => (
              <li key={entry.id} className="small">
                <b>{entry.by ? nameOf(entry.by) : t('service.other')}</b>{' '}
                {entry.type === 'complaint.commented' ? t('desk.conflict.commented') : describe(entry, i18n, people)}{' '}
                <span className="quiet">
                  <Moment at={entry.happened_at} />
                </span>
              </li>
            ))}
          </ul>
        )}
        <p>
          <b>{t('desk.conflict.wanted')}</b> {wish(change, i18n)}
        </p>
        {!possible && <p className="quiet">{t('desk.conflict.impossible')}</p>}
        <div className="actions">
          <Button onClick={close}>{t('desk.conflict.leave')}</Button>
          {possible && (
            <Button
              kind="primary"
              busy={busy}
              onClick={() => {
                setBusy(true);
                void found.redo();
              }}
            >
              {t('desk.conflict.redo')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function wish(change: Change, { t }: I18n): ReactNode {
  if ('status' in change) {
    return <StatusChip status={change.status} />;
  }
  if ('assignee' in change) {
    return t(change.assignee === null ? 'desk.assign.nobody' : 'desk.assign.other');
  }
  if ('priority' in change) {
    return <PriorityMark priority={change.priority} />;
  }
  return 'category' in change ? t(`category.${change.category}`) : t('complaint.serviceType');
}

interface Difference {
  label: string;
  before: ReactNode;
  after: ReactNode;
}

/** What is another than it was, field by field; texts only as changed, they may be long. */
function differences(
  seen: Complaint,
  now: Complaint,
  { t }: I18n,
  nameOf: ReturnType<typeof useNameOf>,
): Difference[] {
  const assignee = ({ assigned_to }: Complaint) => (assigned_to ? nameOf(assigned_to) : t('complaint.nobody'));
  const shown: (Difference & { same: boolean })[] = [
    {
      label: t('desk.filter.status'),
      same: seen.status === now.status,
      before: <StatusChip status={seen.status} />,
      after: <StatusChip status={now.status} />,
    },
    {
      label: t('complaint.priority'),
      same: seen.priority === now.priority,
      before: <PriorityMark priority={seen.priority} />,
      after: <PriorityMark priority={now.priority} />,
    },
    {
      label: t('complaint.category'),
      same: seen.category === now.category,
      before: t(`category.${seen.category}`),
      after: t(`category.${now.category}`),
    },
    {
      label: t('desk.column.assignee'),
      same: seen.assigned_to?.id === now.assigned_to?.id,
      before: assignee(seen),
      after: assignee(now),
    },
    {
      label: t('complaint.serviceType'),
      same: seen.service_type?.id === now.service_type?.id,
      before: seen.service_type?.name ?? '–',
      after: now.service_type?.name ?? '–',
    },
    { label: t('complaint.title'), same: seen.title === now.title, before: seen.title, after: now.title },
  ];
  return shown.filter((row) => !row.same);
}
