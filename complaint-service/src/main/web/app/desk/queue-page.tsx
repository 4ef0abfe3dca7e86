import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Complaint } from '../api/model';
import { Button } from '../design/button';
import { Page } from '../design/page';
import { Blank, Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { navigate } from '../routing/location';
import { AssignDialog } from './assign-dialog';
import { BulkBar } from './bulk-bar';
import { RefusalsDialog } from './refusals-dialog';
import type { Refusal } from './bulk';
import { useActive } from './active';
import { ConflictDialog } from './conflict-dialog';
import { useKeys } from './keys';
import { QueueFilters, ViewTabs } from './queue-filters';
import { QueueTable } from './queue-table';
import { isNarrowed, lastOpened, leaveQueue, useFilters, useQueue } from './queue';
import { ShortcutsDialog } from './shortcuts-dialog';
import { StatusDialog } from './status-dialog';

type Asking = 'assign' | 'status' | 'help';

/** What staff work on: a dense list to be walked through with the keyboard, and changed many at a time. */
export default function QueuePage() {
  const { t } = useI18n();
  const { filters, change } = useFilters();
  const list = useQueue(filters);
  const { items } = list;
  const { at, go, wanted, followed, reset } = useActive(items, useState(lastOpened)[0]);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<{ what: Asking; about: readonly Complaint[] } | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const search = useRef<HTMLInputElement>(null);
  const chosen = useMemo(() => items.filter((complaint) => selected.has(complaint.id)), [items, selected]);
  const key = `${filters.view} ${JSON.stringify(filters)}`;
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current !== key) {
      shown.current = key;
      reset();
      setSelected(new Set());
    }
  }, [key, reset]);

  const toggle = useCallback(
    (id: number) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      }),
    [],
  );
  const move = (by: number) => {
    const next = Math.max(0, Math.min(items.length - 1, at + by));
    go(next, true);
    if (next >= items.length - 3) {
      list.loadMore();
    }
  };
  const open = (focus = '') => {
    const complaint = items[at];
    if (complaint) {
      leaveQueue(complaint.id);
      navigate(`/complaints/${complaint.id}${focus}`);
    }
  };
  const ask = (what: Asking) => {
    const one = items[at];
    const about = chosen.length > 0 ? chosen : one ? [one] : [];
    if (about.length > 0 || what === 'help') {
      setAsking({ what, about });
    }
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(),
    r: () => open('?write=reply'),
    a: () => ask('assign'),
    s: () => ask('status'),
    x: () => items[at] && toggle(items[at].id),
    '/': () => search.current?.focus(),
    '?': () => ask('help'),
    Escape: () => setSelected(new Set()),
  });
  const finished = (refused: readonly Refusal[]) => {
    setRefusals(refused);
    setSelected(new Set(refused.map((each) => each.complaint.id)));
  };

  return (
    <Page
      title={t('desk.title')}
      actions={
        <Button kind="plain" icon="keyboard" className="keys-help" onClick={() => ask('help')}>
          {t('desk.keys')}
        </Button>
      }
    >
      <ViewTabs view={filters.view} onChange={(view) => change({ view }, { push: true })} />
      <QueueFilters filters={filters} onChange={change} searchRef={search} />
      <p className="visually-hidden" role="status">
        {list.data && t('complaints.shown', { count: items.length })}
      </p>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={10} height={32} />
      ) : items.length === 0 ? (
        <NothingHere view={filters.view} narrowed={isNarrowed(filters)} onClear={() => change(CLEARED)} />
      ) : (
        <QueueTable
          list={list}
          filters={filters}
          active={at}
          wanted={wanted}
          followed={followed}
          selected={selected}
          onActive={go}
          onToggle={toggle}
          onToggleAll={(on) => setSelected(new Set(on ? items.map((each) => each.id) : []))}
          onSort={(sort) => change({ sort })}
        />
      )}
      {chosen.length > 0 && (
        <BulkBar
          chosen={chosen}
          onAsk={ask}
          onDone={finished}
          onClear={() => setSelected(new Set())}
        />
      )}
      {asking?.what === 'assign' && (
        <AssignDialog about={asking.about} onClose={() => setAsking(null)} onDone={finished} />
      )}
      {asking?.what === 'status' && (
        <StatusDialog about={asking.about} onClose={() => setAsking(null)} onDone={finished} />
      )}
      {asking?.what === 'help' && <ShortcutsDialog page="queue" onClose={() => setAsking(null)} />}
      {refusals.length > 0 && <RefusalsDialog refusals={refusals} onClose={() => setRefusals([])} />}
      <ConflictDialog />
    </Page>
  );
}

const CLEARED = { status: null, priority: null, category: null, service_type: null, created_by: null, search: null };

function NothingHere({ view, narrowed, onClear }: { view: string; narrowed: boolean; onClear: () => void }) {
  const { t } = useI18n();
  if (narrowed) {
    return (
      <Blank icon="search" title={t('complaints.noneFound')} actions={<Button onClick={onClear}>{t('desk.clear')}</Button>}>
        {t('complaints.noneFoundText')}
      </Blank>
    );
  }
  return (
    <Blank icon="check" title={t('desk.none')}>
      {view === 'unassigned' ? t('desk.noneUnassigned') : t('desk.noneText')}
    </Blank>
  );
}
