import type { ReactNode } from 'react';
import type { Complaint, Person } from '../api/model';
import { PriorityMark, StatusChip } from '../design/chips';
import type { I18n } from '../i18n/i18n';

export interface Difference {
  label: string;
  before: ReactNode;
  after: ReactNode;
}

/** What is another than it was, field by field. */
export function differences(
  seen: Complaint,
  now: Complaint,
  { t }: I18n,
  nameOf: (person: Person) => string,
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
    {
      label: t('complaint.description'),
      same: seen.description === now.description,
      before: <p className="prose">{seen.description}</p>,
      after: <p className="prose">{now.description}</p>,
    },
  ];
  return shown.filter((row) => !row.same).map(({ label, before, after }) => ({ label, before, after }));
}
