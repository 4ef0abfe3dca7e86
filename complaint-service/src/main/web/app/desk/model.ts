import type { Category, Complaint, Person, Priority, Role, Sla, Status } from '../api/model';

/** Somebody whom complaints can be given to. */
export interface Agent {
  id: string;
  username: string;
  name: string;
  role: Role;
  available: boolean;
  open_complaints: number;
}

export const INTERACTION_TYPES = ['call', 'email', 'chat', 'visit'] as const;
export type InteractionType = (typeof INTERACTION_TYPES)[number];

export interface Interaction {
  id: number;
  complaint_id: number;
  type: InteractionType;
  duration_seconds: number;
  notes: string | null;
  occurred_at: string;
  recorded_by: Person;
  created_at: string;
}

export interface SlaInterval {
  from: string;
  to: string;
  counted: boolean;
  reason: 'running' | 'on_hold' | 'closed_hours' | 'holiday';
  event: 'opened' | 'staff_activity' | 'put_on_hold' | 'resumed' | null;
}

export interface SlaExplanation extends Sla {
  intervals: SlaInterval[];
}

export interface BulkResult {
  id: number;
  status: number;
  problem?: { title?: string; detail?: string; allowed?: string[] };
}

export interface Viewer {
  id: string;
  username: string;
  name: string;
}

/** What is changed of one complaint, or of many alike. One field at a time, so that it can be undone. */
export type Change =
  | { status: Status; resolution?: string | null }
  | { assignee: string | null }
  | { priority: Priority }
  | { category: Category }
  | { service_type_id: number | null };

/** Where a complaint can go from a status; the server decides, this only keeps from offering what it would refuse. */
export const NEXT: Record<Status, readonly Status[]> = {
  open: ['in_progress', 'on_hold', 'escalated', 'resolved', 'closed', 'cancelled'],
  in_progress: ['open', 'on_hold', 'escalated', 'resolved', 'closed', 'cancelled'],
  on_hold: ['in_progress', 'resolved', 'closed', 'cancelled'],
  escalated: ['in_progress', 'on_hold', 'resolved', 'closed', 'cancelled'],
  resolved: ['closed', 'in_progress'],
  closed: ['in_progress'],
  cancelled: [],
};

/** Statuses that at least one of these complaints can go to. */
export function nextOfAny(complaints: readonly Complaint[]): Status[] {
  const reachable = new Set(complaints.flatMap((complaint) => NEXT[complaint.status]));
  return NEXT.open.concat('open').filter((status) => reachable.has(status));
}
