/** What the API speaks of, in the API's own words. */

export type Role = 'user' | 'agent' | 'admin';

export const STATUSES = ['open', 'in_progress', 'on_hold', 'escalated', 'resolved', 'closed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const CATEGORIES = ['billing', 'technical', 'account', 'general'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface User {
  id: string;
  username: string;
  email: string;
  email_verified: boolean;
  first_name: string;
  last_name: string;
  name_email: string;
  phone: string | null;
  address: string | null;
  customer_number: string;
  role: Role;
  active: boolean;
  available: boolean;
  created_at: string;
  updated_at: string;
}

export interface Person {
  id: string;
  username: string | null;
  name: string | null;
}

export interface Image {
  id: number;
  url: string;
  content_type: string;
  size_bytes: number;
  width: number;
  height: number;
}

export interface Complaint {
  id: number;
  title: string;
  description: string;
  status: Status;
  priority: Priority;
  category: Category;
  service_type: { id: number; name: string } | null;
  visibility: 'private' | 'public';
  parent_id: number | null;
  created_by: Person;
  assigned_to: Person | null;
  resolution: string | null;
  images: Image[];
  classified_by: 'user' | 'gemini' | 'fallback' | null;
  escalation_level: number;
  reopen_count: number;
  created_at: string;
  updated_at: string;
  first_response_at: string | null;
  resolved_at: string | null;
  closed_at: string | null;
  version: number;
}

export interface Comment {
  id: number;
  complaint_id: number;
  author: Person;
  author_role: Role;
  body: string;
  internal: boolean;
  created_at: string;
}

export interface HistoryEntry {
  id: number;
  version: number;
  happened_at: string;
  type: string;
  by: Person | null;
  role: Role | null;
  service: string | null;
  changes: Record<string, { from: unknown; to: unknown }>;
}

export interface ServiceType {
  id: number;
  name: string;
  description: string | null;
  active: boolean;
}

export interface Suggestion {
  suggested_category: Category;
  suggested_priority: Priority;
  confidence: { category: number; priority: number };
  source: 'gemini' | 'fallback';
  model: string;
}

export interface Sla {
  complaint_id: number;
  state: 'running' | 'paused' | 'stopped';
  level: number;
  started_at: string;
  due_at: string | null;
  next: 'acknowledge' | 'escalate' | 'auto_resolve' | null;
}

export interface SignInSession {
  sid: string;
  user_agent: string | null;
  address: string | null;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}

/** One page of a list; the cursor leads to the next one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export function isActive(status: Status): boolean {
  return status === 'open' || status === 'in_progress' || status === 'on_hold' || status === 'escalated';
}

export function isStaff(role: Role): boolean {
  return role !== 'user';
}
