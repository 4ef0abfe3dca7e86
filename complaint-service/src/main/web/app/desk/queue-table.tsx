import { type MutableRefObject, useEffect, useLayoutEffect } from 'react';
import type { Complaint } from '../api/model';
import type { List } from '../api/query';
import { Icon } from '../design/icon';
import { useNarrow } from '../design/use-narrow';
import { useVisibleRows } from '../design/virtual-list';
import { useI18n } from '../i18n/i18n';
import { type Filters, type Sort, type SortColumn } from './queue';
import { QueueRow } from './queue-row';

/** In pixels, as in desk.css. */
const ROW_HEIGHT = 40;
const ROW_HEIGHT_NARROW = 88;
const HEAD_HEIGHT = 40;
const NARROW = 899;

interface QueueTableProps {
  list: List<Complaint>;
  filters: Filters;
  active: number;
  /** The active row comes into sight and takes the focus whenever this grows. */
  wanted: number;
  followed: MutableRefObject<number>;
  selected: ReadonlySet<number>;
  onActive: (index: number) => void;
  onToggle: (id: number) => void;
  onToggleAll: (on: boolean) => void;
  onSort: (sort: Sort) => void;
}

/** A grid of which only the rows in sight are in the page. One row is active: it has the focus, and keys are about it. */
export function QueueTable(props: QueueTableProps) {
  const { list, filters, active, wanted, followed, selected, onActive, onToggle, onToggleAll, onSort } = props;
  const { t } = useI18n();
  const { items, more } = list;
  const rowHeight = useNarrow(NARROW) ? ROW_HEIGHT_NARROW : ROW_HEIGHT;
  const { frame, from, to, height } = useVisibleRows(items.length, rowHeight);
  const atEnd = more && to >= items.length;
  const { loadMore } = list;
  useEffect(() => {
    if (atEnd) {
      loadMore();
    }
  }, [atEnd, items.length, loadMore]);
  useLayoutEffect(() => {
    if (followed.current !== wanted) {
      const first = followed.current === 0;
      followed.current = wanted;
      const follow = () => bringIntoSight(frame.current, active, rowHeight);
      if (first) {
        // The page has just been opened, and its heading takes the focus before.
        requestAnimationFrame(follow);
      } else {
        follow();
      }
    }
  }, [wanted, followed, active, frame, rowHeight]);
  const all = items.length > 0 && items.every((complaint) => selected.has(complaint.id));
  const some = selected.size > 0 && !all;
  return (
    <div
      className="queue"
      role="grid"
      aria-label={t(`desk.view.${filters.view}`)}
      aria-rowcount={more ? -1 : items.length + 1}
      aria-multiselectable="true"
    >
      <div role="rowgroup" className="queue-head">
        <div role="row" aria-rowindex={1} className="queue-row">
          <span role="columnheader">
            <input
              type="checkbox"
              className="box"
              aria-label={t('desk.selectAll')}
              checked={all}
              ref={(box) => {
                if (box) {
                  box.indeterminate = some;
                }
              }}
              onChange={(event) => onToggleAll(event.target.checked)}
            />
          </span>
          <span role="columnheader">{t('desk.column.number')}</span>
          <span role="columnheader">{t('complaint.title')}</span>
          <span role="columnheader">{t('desk.filter.status')}</span>
          <SortHeader column="priority" label={t('complaint.priority')} filters={filters} onSort={onSort} />
          <span role="columnheader">{t('complaint.category')}</span>
          <span role="columnheader">{t('desk.column.customer')}</span>
          <span role="columnheader">{t('desk.column.assignee')}</span>
          <span role="columnheader">{t('sla.title')}</span>
          <SortHeader column="updated_at" label={t('complaint.updated')} filters={filters} onSort={onSort} />
          <SortHeader column="created_at" label={t('complaint.filed')} filters={filters} onSort={onSort} />
        </div>
      </div>
      <div role="rowgroup" ref={frame} className="queue-body" style={{ height }}>
        {items.slice(from, to).map((complaint, offset) => {
          const index = from + offset;
          return (
            <QueueRow
              key={complaint.id}
              complaint={complaint}
              index={index}
              top={index * rowHeight}
              active={index === active}
              selected={selected.has(complaint.id)}
              onActive={onActive}
              onToggle={onToggle}
            />
          );
        })}
      </div>
      {list.loadingMore && (
        <p className="quiet small queue-more" role="presentation">
          {t('state.loading')}
        </p>
      )}
    </div>
  );
}

/** Scrolls no further than needed, and gives the row the focus once it is there. */
function bringIntoSight(frame: HTMLElement | null, index: number, rowHeight: number): void {
  if (!frame) {
    return;
  }
  const top = frame.getBoundingClientRect().top + index * rowHeight;
  const above = top - HEAD_HEIGHT;
  const below = top + rowHeight * 2 - window.innerHeight;
  if (above < 0) {
    window.scrollBy(0, above);
  } else if (below > 0) {
    window.scrollBy(0, below);
  }
  const focus = (tries: number) => {
    const row = frame.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
    if (row) {
      row.focus({ preventScroll: true });
    } else if (tries > 0) {
      requestAnimationFrame(() => focus(tries - 1));
    }
  };
  focus(10);
}

interface SortHeaderProps {
  column: SortColumn;
  label: string;
  filters: Filters;
  onSort: (sort: Sort) => void;
}

function SortHeader({ column, label, filters, onSort }: SortHeaderProps) {
  const { t } = useI18n();
  const { sort, view } = filters;
  if (view === 'due') {
    return <span role="columnheader">{label}</span>;
  }
  const order = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none';
  return (
    <span role="columnheader" aria-sort={order}>
      <button
        type="button"
        title={t('desk.sortBy', { column: label })}
        onClick={() => onSort(order === 'descending' ? column : `-${column}`)}
      >
        {label}
        <span className={`sort-sign ${order}`}>
          <Icon name="chevron" />
        </span>
      </button>
    </span>
  );
}
