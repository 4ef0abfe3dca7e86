import { memo } from 'react';
import type { Complaint } from '../api/model';
import { PriorityMark, StatusChip, useNameOf } from '../design/chips';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { Age, Countdown } from './clock';
import { leaveQueue } from './queue';
import { useSla } from './slas';

interface RowProps {
  complaint: Complaint;
  index: number;
  top: number;
  active: boolean;
  selected: boolean;
  onActive: (index: number) => void;
  onToggle: (id: number) => void;
}

/** One complaint in one line. */
export const QueueRow = memo(function QueueRow({ complaint, index, top, active, selected, onActive, onToggle }: RowProps) {
  const { t } = useI18n();
  const nameOf = useNameOf();
  const sla = useSla(complaint);
  const { id } = complaint;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      className={`queue-row edge status-${complaint.status}${active ? ' active' : ''}`}
      style={{ top }}
      onFocus={() => onActive(index)}
      onKeyDown={(event) => {
        if (event.key === ' ' && event.target === event.currentTarget) {
          event.preventDefault();
          onToggle(id);
        }
      }}
    >
      <span role="gridcell" className="cell-select">
        <input
          type="checkbox"
          className="box"
          tabIndex={-1}
          aria-label={t('desk.select', { id: String(id) })}
          checked={selected}
          onChange={() => onToggle(id)}
        />
      </span>
      <span role="gridcell" className="cell-number quiet number">
        #{id}
      </span>
      <span role="gridcell" className="cell-title">
        <Link to={`/complaints/${id}`} tabIndex={-1} onClick={() => leaveQueue(id)} title={complaint.title}>
          {complaint.title}
        </Link>
      </span>
      <span role="gridcell" className="cell-status">
        <StatusChip status={complaint.status} />
      </span>
      <span role="gridcell" className="cell-priority">
        <PriorityMark priority={complaint.priority} />
      </span>
      <span role="gridcell" className="cell-category">
        {t(`category.${complaint.category}`)}
      </span>
      <span role="gridcell" className="cell-customer">
        {nameOf(complaint.created_by)}
      </span>
      <span role="gridcell" className="cell-assignee">
        {complaint.assigned_to ? nameOf(complaint.assigned_to) : <span className="quiet">{t('complaint.nobody')}</span>}
      </span>
      <span role="gridcell" className="cell-clock">
        <Countdown sla={sla} />
      </span>
      <span role="gridcell" className="cell-updated quiet">
        <Age at={complaint.updated_at} />
      </span>
      <span role="gridcell" className="cell-created quiet">
        <Age at={complaint.created_at} />
      </span>
    </div>
  );
});
