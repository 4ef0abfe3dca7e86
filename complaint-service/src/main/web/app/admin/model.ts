import type { Category, Priority, Role, Status } from '../api/model';

/** What only admins ask the API for, in the API's own words. */

export const ROLES: readonly Role[] = ['user', 'agent', 'admin'];

export interface Statistics {
  total: number;
  by_status: Record<Status, number>;
  by_category: Record<Category, number>;
  by_priority: Record<Priority, number>;
  average_per_day: number;
  as_of: string;
}

/** A day of UTC. */
export interface ActivityOfDay {
  day: string;
  opened: number;
  resolved: number;
  escalated: number;
}

/** Seconds; null when there was nothing to measure. */
export interface Percentiles {
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

export interface SlaReport {
  met: number;
  breached: number;
  paused_seconds: number;
  first_response: Percentiles;
  resolution: Percentiles;
}

export type SlaReports = Record<Priority, SlaReport>;

export const SOURCES = ['gemini', 'fallback'] as const;
export type Source = (typeof SOURCES)[number];

interface Agreement {
  chosen: number;
  agreed: number;
  share: number | null;
}

export interface Usage {
  day: string;
  requests: Record<Source, number>;
  tokens: Record<Source, number>;
  cache_hits: number;
  budget: { requests: number; tokens: number };
  budget_left: { requests: number; tokens: number };
  agreement: Record<Source, { category: Agreement; priority: Agreement }>;
}

export const AUTO_RESOLVE = ['never', 'after_reply', 'always'] as const;
export type AutoResolve = (typeof AUTO_RESOLVE)[number];

/** Durations as ISO-8601; null: there is no such timer. */
export interface Policy {
  priority: Priority;
  acknowledge_after: string | null;
  escalate_after: string | null;
  first_response_within: string | null;
  calendar: string | null;
  auto_resolve: { mode: AutoResolve; after: string | null };
}

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];
/** Begin and end as HH:mm; 24:00 is the end of the day. */
export type Shift = [string, string];

export interface Calendar {
  name: string;
  time_zone: string;
  week: Partial<Record<Day, Shift[]>>;
  holidays: string[];
}

export const EVENTS = [
  'complaint.created',
  'complaint.updated',
  'complaint.status_changed',
  'complaint.assigned',
  'complaint.commented',
  'complaint.interaction_recorded',
  'complaint.classified',
  'complaint.deleted',
] as const;

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  active: boolean;
  failures: number;
  paused_until: string | null;
  created_at: string;
}

export interface Delivery {
  id: string;
  event: string;
  event_id: string;
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  created_at: string;
  next_attempt_at: string | null;
  last_status: number | null;
  last_error: string | null;
  delivered_at: string | null;
}

export interface AuditEntry {
  id: number;
  at: string;
  action: string;
  actor_id?: string | null;
  subject_id?: string | null;
  address?: string | null;
  detail?: string | null;
}
