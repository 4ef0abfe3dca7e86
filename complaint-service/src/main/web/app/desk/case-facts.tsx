import { CATEGORIES, type Complaint, type Page, PRIORITIES, type ServiceType, type User } from '../api/model';
import { useList, useQuery } from '../api/query';
import { Button } from '../design/button';
import { StatusChip, useNameOf } from '../design/chips';
import { SelectField } from '../design/field';
import { Moment } from '../design/moment';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { change } from './changes';

interface CaseFactsProps {
  complaint: Complaint;
  onAssign: () => void;
  onStatus: () => void;
}

/** What staff decide about a complaint, each with one move. */
export function CaseFacts({ complaint, onAssign, onStatus }: CaseFactsProps) {
  const i18n = useI18n();
  const { t, dateTime } = i18n;
  const nameOf = useNameOf();
  const services = useQuery<Page<ServiceType>>('/api/service-types?limit=100');
  const current = complaint.service_type;
  const offered = (services.data?.items ?? []).filter(({ id, active }) => active || id === current?.id);
  return (
    <section className="sheet stack" aria-label={t('complaint.facts')}>
      <div className="row apart">
        <div>
          <p className="quiet small">{t('desk.filter.status')}</p>
          <StatusChip status={complaint.status} />
        </div>
        <Button small onClick={onStatus} aria-keyshortcuts="s">
          {t('desk.status')}
        </Button>
      </div>
      <div className="row apart">
        <div>
          <p className="quiet small">{t('desk.column.assignee')}</p>
          <p>{complaint.assigned_to ? nameOf(complaint.assigned_to) : t('complaint.nobody')}</p>
        </div>
        <Button small onClick={onAssign} aria-keyshortcuts="a">
          {t('desk.assign')}
        </Button>
      </div>
      <SelectField
        label={t('complaint.priority')}
        value={complaint.priority}
        onChoose={(priority) => void change(complaint, { priority }, i18n)}
        options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
      />
      <SelectField
        label={t('complaint.category')}
        value={complaint.category}
        hint={
          complaint.classified_by && complaint.classified_by !== 'user'
            ? t('desk.classifiedBy', { source: t(`source.${complaint.classified_by}`) })
            : undefined
        }
        onChoose={(category) => void change(complaint, { category }, i18n)}
        options={CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
      />
      <SelectField
        label={t('complaint.serviceType')}
        value={current ? String(current.id) : ''}
        onChoose={(id) => void change(complaint, { service_type_id: id === '' ? null : Number(id) }, i18n)}
        options={[
          { value: '', label: t('file.noServiceType') },
          ...(current && !offered.some(({ id }) => id === current.id)
            ? [{ value: String(current.id), label: current.name }]
            : []),
          ...offered.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
      <dl className="facts">
        <dt>{t('complaint.filed')}</dt>
        <dd className="small">{dateTime(complaint.created_at)}</dd>
        <dt>{t('desk.firstResponse')}</dt>
        <dd className="small">
          {complaint.first_response_at ? <Moment at={complaint.first_response_at} /> : t('desk.notYet')}
        </dd>
        {complaint.resolved_at && (
          <>
            <dt>{t('complaint.resolvedAt')}</dt>
            <dd className="small">{dateTime(complaint.resolved_at)}</dd>
          </>
        )}
        {complaint.reopen_count > 0 && (
          <>
            <dt>{t('desk.reopened')}</dt>
            <dd className="small number">{complaint.reopen_count}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Who it is from, and how they can be reached. */
export function CustomerCard({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const nameOf = useNameOf();
  const { data: user } = useQuery<User>(`/api/users/${complaint.created_by.id}`);
  return (
    <section className="sheet stack" aria-labelledby="customer">
      <h2 id="customer">{t('desk.column.customer')}</h2>
      <div>
        <p>
          <b>{nameOf(complaint.created_by)}</b>
        </p>
        {user && (
          <ul className="small contact">
            <li>
              <a href={`mailto:${user.email}`}>{user.email}</a>
            </li>
            {user.phone && (
              <li>
                <a href={`tel:${user.phone}`}>{user.phone}</a>
              </li>
            )}
            <li className="quiet number">{user.customer_number}</li>
          </ul>
        )}
      </div>
      <Link to={`/desk?view=all&status=any&created_by=${complaint.created_by.id}`}>{t('desk.othersOfCustomer')}</Link>
    </section>
  );
}

/** The complaint that this one follows, and those that follow it. */
export function Family({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  const children = useList<Complaint>(`/api/complaints?parent_id=${complaint.id}`, 50);
  const parent = useQuery<Complaint>(complaint.parent_id === null ? null : `/api/complaints/${complaint.parent_id}`);
  if (complaint.parent_id === null && children.items.length === 0) {
    return null;
  }
  return (
    <section className="sheet stack" aria-labelledby="family">
      <h2 id="family">{t('desk.family')}</h2>
      {complaint.parent_id !== null && (
        <div>
          <p className="quiet small">{t('desk.family.parent')}</p>
          <Link to={`/complaints/${complaint.parent_id}`}>
            <span className="number">#{complaint.parent_id}</span> {parent.data?.title}
          </Link>
        </div>
      )}
      {children.items.length > 0 && (
        <div>
          <p className="quiet small">{t('desk.family.children')}</p>
          <ul className="children">
            {children.items.map((child) => (
              <li key={child.id}>
                <Link to={`/complaints/${child.id}`}>
                  <span className="number">#{child.id}</span> {child.title}
                </Link>{' '}
                <StatusChip status={child.status} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
