import { api } from '../api/http';
import type { Complaint } from '../api/model';
import { Problem } from '../api/problem';
import { invalidate } from '../api/query';
import { describeProblem } from '../design/problem-text';
import { showToast } from '../design/toast';
import type { I18n } from '../i18n/i18n';
import { inverse, predict } from './changes';
import type { Agent, BulkResult, Change } from './model';

/** A complaint that a change of many has left as it was, and why. */
export interface Refusal {
  complaint: Complaint;
  why: string;
}

const MOST_AT_ONCE = 100;

/** Changes many complaints alike, each by itself; what was refused is returned, the rest can be undone. */
export async function changeMany(
  complaints: readonly Complaint[],
  change: Change,
  i18n: I18n,
  agents: readonly Agent[],
): Promise<Refusal[]> {
  const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
  const ids = [...byId.keys()];
  const results: BulkResult[] = [];
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    const some = ids.slice(from, from + MOST_AT_ONCE);
    const answer = await api.post<{ results: BulkResult[] }>('/api/complaints/bulk', { ids: some, change });
    results.push(...answer.results);
  }
  invalidate((key) => /^(list:)?\/api\/(complaints|sla|agents)/.test(key));
  const done = results.filter((result) => result.status < 300).flatMap((result) => byId.get(result.id) ?? []);
  const refused = results.filter((result) => result.status >= 300);
  if (done.length > 0) {
    const back = () => void undoMany(done, change, i18n, agents);
    showToast({
      text: i18n.t('desk.bulk.done', { count: done.length }),
      action: { label: i18n.t('action.undo'), run: back },
    });
  }
  return refused.flatMap((result) => {
    const complaint = byId.get(result.id);
    return complaint ? [{ complaint, why: explain(result, i18n) }] : [];
  });
}

function explain(result: BulkResult, i18n: I18n): string {
  if (result.status === 409 && result.problem?.allowed) {
    return i18n.t('desk.bulk.notAllowed');
  }
  return describeProblem(new Problem(result.status, result.problem), i18n);
}

/** One by one, each only if nobody has touched it since: whatever somebody else did meanwhile stays. */
async function undoMany(
  complaints: readonly Complaint[],
  change: Change,
  i18n: I18n,
  agents: readonly Agent[],
): Promise<void> {
  let kept = 0;
  for (const complaint of complaints) {
    const after = predict(complaint, change, agents);
    const untouched = 'assignee' in change && change.assignee !== 'auto' && after.assigned_to?.id === complaint.assigned_to?.id;
    if (untouched || ('status' in change && after.status === complaint.status)) {
      continue;
    }
    try {
      await sendBack(complaint, after, change);
    } catch {
      kept++;
    }
  }
  invalidate((key) => /^(list:)?\/api\/(complaints|sla|agents)/.test(key));
  showToast(
    kept === 0
      ? { text: i18n.t('desk.bulk.undone') }
      : { text: i18n.t('desk.bulk.undonePartly', { count: kept }), kind: 'danger' },
  );
}

async function sendBack(before: Complaint, after: Complaint, change: Change): Promise<void> {
  const path = `/api/complaints/${before.id}`;
  // The change of many has made exactly one version.
  const ifMatch = `"${before.version + 1}"`;
  if ('assignee' in change) {
    await api.put(`${path}/assignee`, { assignee: before.assigned_to?.id ?? null }, { ifMatch });
    return;
  }
  const back = inverse(before, after, change);
  if (!back) {
    throw new Error('there is no way back');
  }
  await api.patch(path, back, { ifMatch });
}
