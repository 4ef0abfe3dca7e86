import { useEffect, useMemo } from 'react';
import { api, url } from '../api/http';
import { type Complaint, type Page, type Role, type Sla, type Status, STATUSES } from '../api/model';
import { type List, useList, useQuery } from '../api/query';
import { useSearch } from '../routing/location';
import { useUser } from '../session/session';
import { showsList } from './changes';

export const VIEWS = ['mine', 'unassigned', 'escalated', 'due', 'all'] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['priority', 'updated_at', 'created_at'] as const;
export type SortColumn = (typeof SORTS)[number];
export type Sort = SortColumn | `-${SortColumn}`;

const ACTIVE: readonly Status[] = ['open', 'in_progress', 'on_hold', 'escalated'];
const DEFAULT_SORT: Sort = '-priority';
/** What is due within a working day; the rest can wait until tomorrow's look. */
const DUE_WITHIN_MILLIS = 24 * 3_600_000;
const MOST_DUE = 100;

export interface Filters {
  view: View;
  /** `active`, `any` or one status. */
  status: string;
  priority: string;
  category: string;
  serviceType: string;
  createdBy: string;
  search: string;
  sort: Sort;
}

export function homeView(role: Role): View {
  return role === 'admin' ? 'all' : 'mine';
}

/** What the address says, so that a link shows what its sender saw. */
export function useFilters() {
  const user = useUser();
  const { parameters, change } = useSearch();
  const filters = useMemo<Filters>(() => {
    const get = (name: string) => parameters.get(name) ?? '';
    const view = VIEWS.find((each) => each === get('view')) ?? homeView(user.role);
    const sort = get('sort').replace(/^-/, '');
    return {
      view,
      status: [...STATUSES, 'any'].find((each) => each === get('status')) ?? 'active',
      priority: get('priority'),
      category: get('category'),
      serviceType: get('service_type'),
      createdBy: get('created_by'),
      search: get('search'),
      sort: SORTS.some((each) => each === sort) ? (get('sort') as Sort) : DEFAULT_SORT,
    };
  }, [parameters, user.role]);
  return { filters, change };
}

/** Whether something narrows the view. */
export function isNarrowed(filters: Filters): boolean {
  const { status, priority, category, serviceType, createdBy, search } = filters;
  return status !== 'active' || [priority, category, serviceType, createdBy, search].some((each) => each !== '');
}

function statusesOf({ view, status }: Filters): string[] {
  if (view === 'escalated') {
    return ['escalated'];
  }
  return status === 'any' ? [] : status === 'active' ? [...ACTIVE] : [status];
}

function pathOf(filters: Filters): string {
  return url('/api/complaints', {
    assigned_to: filters.view === 'mine' ? 'me' : filters.view === 'unassigned' ? 'none' : null,
    status: statusesOf(filters),
    priority: filters.priority,
    category: filters.category,
    service_type: filters.serviceType,
    created_by: filters.createdBy,
    search: filters.search,
    sort: filters.sort,
  });
}

/** The complaints of a view: a list of the API, or what is due soon by the clocks, which is another service's order. */
export function useQueue(filters: Filters): List<Complaint> {
  const due = filters.view === 'due';
  const path = pathOf(filters);
  const list = useList<Complaint>(due ? null : path, 50);
  // Begins as a path of the clocks, so that whatever changes one makes it read again.
  const dueKey = due ? `/api/sla?due=${path}` : null;
  const soon = useQuery<{ items: Complaint[]; next: null }>(dueKey, (signal) => dueSoon(path, signal));
  useEffect(() => {
    showsList(dueKey ?? `list:${path}`);
    return () => showsList(null);
  }, [dueKey, path]);
  return due
    ? {
        ...list,
        data: soon.data?.items,
        problem: soon.problem,
        loading: soon.loading,
        reload: soon.reload,
        items: soon.data?.items ?? [],
        more: false,
      }
    : list;
}

async function dueSoon(path: string, signal: AbortSignal): Promise<{ items: Complaint[]; next: null }> {
  const before = new Date(Date.now() + DUE_WITHIN_MILLIS).toISOString();
  const clocks = await api.get<Page<Sla>>(url('/api/sla', { due_before: before, limit: MOST_DUE }), { signal });
  if (clocks.items.length === 0) {
    return { items: [], next: null };
  }
  const ids = clocks.items.map((sla) => String(sla.complaint_id));
  const chosen = new URLSearchParams(url('', { id: ids, limit: MOST_DUE }).slice(1));
  const found = await api.get<Page<Complaint>>(`${path}&${chosen.toString()}`, { signal });
  const place = new Map(ids.map((id, index) => [Number(id), index]));
  return { items: found.items.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0)), next: null };
}

/** Where the queue was left, for the way back to it: its address, and the complaint that was opened. */
let left: { address: string; id: number | null } = { address: '/desk', id: null };

export function leaveQueue(id: number): void {
  left = { address: location.pathname + location.search, id };
}

export function lastQueue(): string {
  return left.address;
}

/** The complaint that was opened from the queue as it is now. */
export function lastOpened(): number | null {
  return left.address === location.pathname + location.search ? left.id : null;
}
