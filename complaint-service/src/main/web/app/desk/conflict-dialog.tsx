import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from '../design/button';
import { PriorityMark, StatusChip, useNameOf } from '../design/chips';
import { Dialog } from '../design/dialog';
import { Moment } from '../design/moment';
import { describe, peopleIn } from '../complaints/timeline';
import { type I18n, useI18n } from '../i18n/i18n';
import { type Conflict, conflict } from './changes';
import { differences } from './differences';
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
