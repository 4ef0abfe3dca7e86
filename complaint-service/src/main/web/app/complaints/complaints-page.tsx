import { url } from '../api/http';
import { type Complaint, type Status, STATUSES } from '../api/model';
import { useList, useQuery } from '../api/query';
import { Button, ButtonLink } from '../design/button';
import { PriorityMark, StatusChip } from '../design/chips';
import { SelectField } from '../design/field';
import { Moment } from '../design/moment';
import { Page } from '../design/page';
import { SearchBox } from '../design/search-box';
import { Blank, Failure, Skeleton } from '../design/states';
import { VirtualList } from '../design/virtual-list';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import { useSearch } from '../routing/location';
import { useRowHeight } from './row-height';

const SORTS = ['-updated_at', '-created_at', 'created_at', '-priority'] as const;
type Sort = (typeof SORTS)[number];

interface Statistics {
  total: number;
  by_status: Record<Status, number>;
}

/** A customer's own complaints. */
export function ComplaintsPage() {
  const { t } = useI18n();
  const { parameters, change } = useSearch();
  const statuses = parameters.getAll('status');
  const search = parameters.get('search') ?? '';
  const sort = (parameters.get('sort') as Sort | null) ?? '-updated_at';
  const list = useList<Complaint>(url('/api/complaints', { created_by: 'me', status: statuses, search, sort }));
  const statistics = useQuery<Statistics>('/api/complaints/stats');
  const rowHeight = useRowHeight();
  const filtered = statuses.length > 0 || search !== '';

  return (
    <Page
      title={t('complaints.title')}
      lead={
        statistics.data && t('complaints.count', { count: statistics.data.total })
      }
      actions={
        <ButtonLink to="/complaints/new" kind="primary" icon="add">
          {t('nav.file')}
        </ButtonLink>
      }
    >
      <div className="filters">
        <SearchBox label={t('complaints.search')} search={search} onSearch={(text) => change({ search: text })} />
        <SelectField
          label={t('complaints.sort')}
          hideLabel
          value={sort}
          onChoose={(next) => change({ sort: next === '-updated_at' ? null : next })}
          options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
        <StatusFilter chosen={statuses} counts={statistics.data?.by_status} onChange={(status) => change({ status })} />
      </div>
      <p className="visually-hidden" role="status">
        {list.data && t('complaints.shown', { count: list.items.length })}
      </p>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={5} height={72} />
      ) : list.items.length === 0 ? (
        filtered ? (
          <Blank
            icon="search"
            title={t('complaints.noneFound')}
            actions={<Button onClick={() => change({ status: null, search: null })}>{t('complaints.clear')}</Button>}
          >
            {t('complaints.noneFoundText')}
          </Blank>
        ) : (
          <Blank
            icon="inbox"
            title={t('complaints.none')}
            actions={
              <ButtonLink to="/complaints/new" kind="primary" icon="add">
                {t('nav.file')}
              </ButtonLink>
            }
          >
            {t('complaints.noneText')}
          </Blank>
        )
      ) : (
        <>
          <VirtualList
            label={t('complaints.title')}
            items={list.items}
            rowHeight={rowHeight}
            keyOf={(complaint) => complaint.id}
            more={list.more}
            onEnd={list.loadMore}
          >
            {(complaint) => <Row complaint={complaint} />}
          </VirtualList>
          {list.loadingMore && <Skeleton lines={1} height={72} />}
        </>
      )}
    </Page>
  );
}

function Row({ complaint }: { complaint: Complaint }) {
  const { t } = useI18n();
  return (
    <Link to={`/complaints/${complaint.id}`} className={`complaint-row status-${complaint.status}`}>
      <span className="complaint-row-title">
        <span className="quiet number">#{complaint.id}</span> <b>{complaint.title}</b>
      </span>
      <StatusChip status={complaint.status} />
      <span className="complaint-row-facts quiet small">
        <PriorityMark priority={complaint.priority} />
        <span>{t(`category.${complaint.category}`)}</span>
        <span>
          {t('complaint.updated')} <Moment at={complaint.updated_at} />
        </span>
      </span>
    </Link>
  );
}

interface StatusFilterProps {
  chosen: readonly string[];
  counts: Record<Status, number> | undefined;
  onChange: (statuses: string[]) => void;
}

function StatusFilter({ chosen, counts, onChange }: StatusFilterProps) {
  const { t, number } = useI18n();
  return (
    <div className="status-filter" role="group" aria-label={t('complaints.byStatus')}>
      {STATUSES.filter((status) => chosen.includes(status) || (counts?.[status] ?? 0) > 0).map((status) => {
        const on = chosen.includes(status);
        return (
          <button
            key={status}
            type="button"
            className="status-toggle"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((each) => each !== status) : [...chosen, status])}
          >
            <StatusChip status={status} />
            <span className="number">{number(counts?.[status] ?? 0)}</span>
          </button>
        );
      })}
    </div>
  );
}
