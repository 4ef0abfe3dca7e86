import { Button } from '../design/button';
import { StatusChip } from '../design/chips';
import { Dialog } from '../design/dialog';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import type { Refusal } from './bulk';

/** Which of many were left as they were, and why; they stay selected. */
export function RefusalsDialog({ refusals, onClose }: { refusals: readonly Refusal[]; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t('desk.bulk.refused', { count: refusals.length })} onClose={onClose} wide>
      <div className="stack">
        <ul className="refusals">
          {refusals.map(({ complaint, why }) => (
            <li key={complaint.id}>
              <span className="row">
                <Link to={`/complaints/${complaint.id}`}>
                  <span className="number">#{complaint.id}</span> {complaint.title}
                </Link>
                <StatusChip status={complaint.status} />
              </span>
              <span className="small quiet">{why}</span>
            </li>
          ))}
        </ul>
        <p className="quiet small">{t('desk.bulk.stillSelected')}</p>
        <div className="actions">
          <Button kind="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
