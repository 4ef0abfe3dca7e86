import type { Comment, Complaint, HistoryEntry, Sla } from '../../main/web/app/api/model';

/** A complaint as the API gives it, but for what a test says of it. */
export function complaint(parts: Partial<Complaint> = {}): Complaint {
  return {
    id: 7,
    title: 'Water in the cellar',
    description: 'The pipe behind the meter drips.',
    status: 'open',
    priority: 'medium',
    category: 'general',
    service_type: null,
    visibility: 'private',
    parent_id: null,
    created_by: { id: 'c', username: 'chloe', name: 'Chloe Sample' },
    assigned_to: null,
    resolution: null,
    images: [],
    classified_by: null,
    escalation_level: 0,
    reopen_count: 0,
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    first_response_at: null,
    resolved_at: null,
    closed_at: null,
    version: 1,
    ...parts,
  };
}

export function comment(parts: Partial<Comment> = {}): Comment {
  return {
    id: 1,
    complaint_id: 7,
    author: { id: 'd', username: 'dora', name: 'Dora Sample' },
    author_role: 'agent',
    body: 'We look into it.',
    internal: false,
    created_at: '2026-11-20T10:00:00Z',
    ...parts,
  };
}

export function entry(parts: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 1,
    version: 2,
    happened_at: '2026-11-20T10:00:00Z',
    type: 'complaint.updated',
    by: { id: 'd', username: 'dora', name: 'Dora Sample' },
    role: 'agent',
    service: null,
    changes: {},
    ...parts,
  };
}

export function sla(parts: Partial<Sla> = {}): Sla {
  return {
    complaint_id: 7,
    state: 'running',
    level: 0,
    started_at: '2026-11-20T09:00:00Z',
    due_at: '2026-11-20T13:00:00Z',
    next: 'escalate',
    ...parts,
  };
}
