import type { RefObject } from 'react';
import { CATEGORIES, type Page, PRIORITIES, type ServiceType, STATUSES } from '../api/model';
import { useQuery } from '../api/query';
import { Button } from '../design/button';
import { SelectField } from '../design/field';
import { SearchBox } from '../design/search-box';
import { useI18n } from '../i18n/i18n';
import { useSearch } from '../routing/location';
import { type Filters, type View, VIEWS } from './queue';

export function ViewTabs({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useI18n();
  return (
    <div className="tabs" role="group" aria-label={t('desk.views')}>
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === view ? 'page' : undefined}
          onClick={() => onChange(each)}
        >
          {t(`desk.view.${each}`)}
        </button>
      ))}
    </div>
  );
}

interface QueueFiltersProps {
  filters: Filters;
  onChange: ReturnType<typeof useSearch>['change'];
  searchRef: RefObject<HTMLInputElement>;
}

/** Searching and narrowing, side by side on wide screens. */
export function QueueFilters({ filters, onChange, searchRef }: QueueFiltersProps) {
  const { t } = useI18n();
  const services = useQuery<Page<ServiceType>>('/api/service-types?limit=100');
  const any = { value: '', label: t('desk.filter.any') };
  return (
    <search className="queue-filters">
      <SearchBox
        ref={searchRef}
        label={t('desk.search')}
        search={filters.search}
        onSearch={(search) => onChange({ search })}
      />
      {filters.view !== 'escalated' && filters.view !== 'due' && (
        <SelectField
          label={t('desk.filter.status')}
          value={filters.status}
          onChoose={(status) => onChange({ status: status === 'active' ? null : status })}
          options={[
            { value: 'active', label: t('desk.filter.active') },
            { value: 'any', label: t('desk.filter.any') },
            ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
      )}
      <SelectField
        label={t('complaint.priority')}
        value={filters.priority}
        onChoose={(priority) => onChange({ priority })}
        options={[any, ...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))]}
      />
      <SelectField
        label={t('complaint.category')}
        value={filters.category}
        onChoose={(category) => onChange({ category })}
        options={[any, ...CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))]}
      />
      <SelectField
        label={t('complaint.serviceType')}
        value={filters.serviceType}
        onChoose={(service_type) => onChange({ service_type })}
        options={[any, ...(services.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]}
      />
      {filters.createdBy !== '' && (
        <Button icon="close" onClick={() => onChange({ created_by: null })}>
          {t('desk.filter.ofOne')}
        </Button>
      )}
    </search>
  );
}
