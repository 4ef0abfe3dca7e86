import { exchange } from '../api/http';
import type { Complaint, HistoryEntry, Page, Person } from '../api/model';
import { asProblem } from '../api/problem';
import { amend, invalidate, type Loaded } from '../api/query';
import { createStore } from '../api/store';
import { describeProblem } from '../design/problem-text';
import { showToast } from '../design/toast';
import type { I18n } from '../i18n/i18n';
import { currentSession } from '../session/session';
import { type Agent, type Change, NEXT } from './model';

/** Somebody else was faster: what was wanted, and what there is now. */
export interface Conflict {
  seen: Complaint;
  now: Complaint;
  change: Change;
  /** What has happened since the complaint was as it was seen. */
  since: HistoryEntry[];
  redo: () => Promise<void>;
}

export const conflict = createStore<Conflict | null>(null);

/** The list that is on the screen, so that a change shows in it at once. */
let shownList: string | null = null;

export function showsList(key: string | null): void {
  shownList = key;
}

const pathOf = (id: number) => `/api/complaints/${id}`;
const etagOf = (complaint: Complaint) => `"${complaint.version}"`;

function put(complaint: Complaint): () => void {
  const undo = [
    amend<Complaint>(pathOf(complaint.id), () => complaint),
    shownList === null
      ? () => {}
      : amend<Loaded<Complaint>>(shownList, (known) => ({
          ...known,
          items: known.items.map((each) => (each.id === complaint.id ? complaint : each)),
        })),
  ];
  return () => undo.forEach((each) => each());
}

/** As the complaint will be, as far as can be told before the server has said so. */
export function predict(complaint: Complaint, change: Change, agents: readonly Agent[] = []): Complaint {
  if ('assignee' in change) {
    return { ...complaint, assigned_to: personOf(change.assignee, agents) };
  }
  if ('status' in change) {
    return { ...complaint, status: change.status, resolution: change.resolution ?? complaint.resolution };
  }
  if ('service_type_id' in change) {
    const same = complaint.service_type?.id === change.service_type_id;
    return same ? complaint : { ...complaint, service_type: null };
  }
  return { ...complaint, ...change };
}

function personOf(assignee: string | null, agents: readonly Agent[]): Person | null {
  const session = currentSession();
  if (assignee === 'me' && 'user' in session) {
    const { id, username, first_name, last_name } = session.user;
    return { id, username, name: `${first_name} ${last_name}` };
  }
  return agents.find((agent) => agent.id === assignee) ?? null;
}

/** What puts a complaint back to how it was; null where there is no way back. */
export function inverse(before: Complaint, after: Complaint, change: Change): Change | null {
  if ('assignee' in change) {
    return before.assigned_to?.id === after.assigned_to?.id ? null : { assignee: before.assigned_to?.id ?? null };
  }
  if ('status' in change) {
    // To escalate is to call for help: that is no way back.
    const possible = before.status !== 'escalated' && NEXT[after.status].includes(before.status);
    return before.status !== after.status && possible ? { status: before.status } : null;
  }
  if ('service_type_id' in change) {
    return { service_type_id: before.service_type?.id ?? null };
  }
  return 'priority' in change ? { priority: before.priority } : { category: before.category };
}

async function send(complaint: Complaint, change: Change): Promise<Complaint> {
  const ifMatch = etagOf(complaint);
  const answer =
    'assignee' in change
      ? await exchange<Complaint>('PUT', `${pathOf(complaint.id)}/assignee`, { body: change, ifMatch })
      : await exchange<Complaint>('PATCH', pathOf(complaint.id), { body: change, ifMatch });
  return answer.body;
}

/** Says what a change was, for a message. */
export function describeChange(complaint: Complaint, change: Change, { t }: I18n): string {
  const id = String(complaint.id);
  if ('assignee' in change) {
    const to = complaint.assigned_to;
    return to ? t('desk.done.assigned', { id, to: to.name ?? to.username ?? '' }) : t('desk.done.released', { id });
  }
  if ('status' in change) {
    return t('desk.done.status', { id, to: t(`status.${complaint.status}`) });
  }
  if ('priority' in change) {
    return t('desk.done.priority', { id, to: t(`priority.${complaint.priority}`) });
  }
  return 'category' in change
    ? t('desk.done.category', { id, to: t(`category.${complaint.category}`) })
    : t('desk.done.serviceType', { id, to: complaint.service_type?.name ?? t('file.noServiceType') });
}

/**
 * Changes a complaint: on the screen at once, then on the server if it is still as it was seen. It can be undone for as
 * long as the message of it is there; if somebody else was faster, it is put back and they are told what has changed.
 *
 * @returns whether it was done
 */
export async function change(complaint: Complaint, wanted: Change, i18n: I18n, agents?: readonly Agent[]): Promise<boolean> {
  const putBack = put(predict(complaint, wanted, agents));
  try {
    const changed = await send(complaint, wanted);
    put(changed);
    refresh(complaint.id);
    const back = inverse(complaint, changed, wanted);
    showToast({
      text: describeChange(changed, wanted, i18n),
      ...(back && { action: { label: i18n.t('action.undo'), run: () => void change(changed, back, i18n, agents) } }),
    });
    return true;
  } catch (thrown) {
    putBack();
    const problem = asProblem(thrown);
    if (problem.status === 412) {
      return meet(complaint, wanted, i18n, agents);
    } else {
      refresh(complaint.id);
      showToast({ text: describeProblem(problem, i18n), kind: 'danger' });
    }
    return false;
  }
}

/** Everything that shows this complaint is read again. */
export function refresh(id: number): void {
  invalidate((key) => isOf(key, id) || /^(list:)?\/api\/(complaints(\?|$|\/stats)|sla(\?|$)|agents)/.test(key));
}

function isOf(key: string, id: number): boolean {
  return new RegExp(`^(list:)?/api/(complaints|sla)/${id}(\\D|$)`).test(key);
}

/** Whether all that is decided about them is the same, whatever was said meanwhile. */
function isSame(one: Complaint, other: Complaint): boolean {
  return (
    one.status === other.status &&
    one.priority === other.priority &&
    one.category === other.category &&
    one.assigned_to?.id === other.assigned_to?.id &&
    one.service_type?.id === other.service_type?.id
  );
}

/**
 * Meets a complaint that has become another one. That somebody has only written stands in the way of no change but that
 * of the status: an answer may have made it wrong.
 */
async function meet(seen: Complaint, wanted: Change, i18n: I18n, agents?: readonly Agent[]): Promise<boolean> {
  try {
    const now = (await exchange<Complaint>('GET', pathOf(seen.id))).body;
    put(now);
    if (!('status' in wanted) && isSame(seen, now) && now.version !== seen.version) {
      return change(now, wanted, i18n, agents);
    }
    const since = (await historyOf(seen.id)).filter((entry) => entry.version > seen.version);
    conflict.set({
      seen,
      now,
      change: wanted,
      since,
      redo: async () => {
        conflict.set(null);
        await change(now, wanted, i18n, agents);
      },
    });
  } catch (thrown) {
    showToast({ text: describeProblem(asProblem(thrown), i18n), kind: 'danger' });
  }
  return false;
}

const MOST_PAGES = 10;

async function historyOf(id: number): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await exchange<Page<HistoryEntry>>('GET', `${pathOf(id)}/history?limit=100${query}`);
    entries.push(...body.items);
    cursor = body.next_cursor;
    if (cursor === null) {
      break;
    }
  }
  return entries;
}
