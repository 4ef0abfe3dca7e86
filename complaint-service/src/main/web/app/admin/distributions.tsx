import { CATEGORIES, PRIORITIES, STATUSES } from '../api/model';
import type { Query } from '../api/query';
import { PriorityMark, StatusChip } from '../design/chips';
import { useI18n } from '../i18n/i18n';
import { Bars } from './bars';
import type { Statistics } from './model';
import { Plot } from './plot';

const MOST_URGENT_FIRST = [...PRIORITIES].reverse();

/** What there is, by status, category and priority; each bar leads to what it counts. */
export function Distributions({ query }: { query: Query<Statistics> }) {
  const { t, number, percent } = useI18n();
  const { data, problem, reload } = query;
  const total = data?.total ?? 0;
  const common = { problem, onRetry: reload, readable: true, empty: data && total === 0 ? t('admin.none') : null };
  const columns = (name: string) => [name, t('admin.column.complaints'), t('admin.column.share')];
  const row = (name: string, count: number) => [name, number(count), percent(total === 0 ? 0 : count / total)];
  return (
    <>
      <Plot
        title={t('admin.byStatus')}
        {...common}
        figures={
          data
            ? { columns: columns(t('admin.column.status')), rows: STATUSES.map((each) => row(t(`status.${each}`), data.by_status[each])) }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={STATUSES.map((status) => ({
                key: status,
                label: <StatusChip status={status} />,
                value: data.by_status[status],
                look: `look-${status}`,
                to: `/desk?status=${status}`,
              }))}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.byCategory')}
        {...common}
        figures={
          data
            ? {
                columns: columns(t('complaint.category')),
                rows: CATEGORIES.map((each) => row(t(`category.${each}`), data.by_category[each])),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={CATEGORIES.map((category) => ({
                key: category,
                label: t(`category.${category}`),
                value: data.by_category[category],
                to: `/desk?status=any&category=${category}`,
              }))}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.byPriority')}
        {...common}
        figures={
          data
            ? {
                columns: columns(t('complaint.priority')),
                rows: MOST_URGENT_FIRST.map((each) => row(t(`priority.${each}`), data.by_priority[each])),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={MOST_URGENT_FIRST.map((priority) => ({
                key: priority,
                label: <PriorityMark priority={priority} />,
                value: data.by_priority[priority],
                look: `look-${priority}`,
                to: `/desk?status=any&priority=${priority}`,
              }))}
            />
          )
        }
      </Plot>
    </>
  );
}
