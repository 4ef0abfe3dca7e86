import { api, newKey } from '../api/http';
import type { Category, Complaint, Priority, Suggestion } from '../api/model';
import { upload } from '../api/upload';

/** A complaint that is being written. */
export interface Filing {
  title: string;
  description: string;
  category: Category | null;
  priority: Priority | null;
  service_type_id: string;
  /** Whose complaint it is, when staff write it down for somebody. */
  created_for: { id: string; name: string } | null;
  files: File[];
  /** What the classifier made of the text, while it stands as it suggested. */
  suggestion: Suggestion | null;
  /** Sent once under this name, however often: it changes with what is sent. */
  key: { name: string; of: string } | null;
}

export const EMPTY: Filing = {
  title: '',
  description: '',
  category: null,
  priority: null,
  service_type_id: '',
  created_for: null,
  files: [],
  suggestion: null,
  key: null,
};

/** Files it, once however often it is sent. */
export async function file(
  filing: Filing,
  change: (changes: Partial<Filing>) => void,
  onProgress: (share: number) => void,
): Promise<Complaint> {
  const fields = {
    title: filing.title.trim(),
    description: filing.description.trim(),
    ...(filing.category && { category: filing.category }),
    ...(filing.priority && { priority: filing.priority }),
    ...(filing.service_type_id && { service_type_id: Number(filing.service_type_id) }),
    ...(filing.created_for && { created_for: filing.created_for.id }),
  };
  const of = JSON.stringify([fields, filing.files.map((file) => [file.name, file.size, file.lastModified])]);
  const key = filing.key?.of === of ? filing.key : { name: newKey(), of };
  change({ key });
  if (filing.files.length === 0) {
    return api.post<Complaint>('/api/complaints', fields, { idempotencyKey: key.name });
  }
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.append(name, String(value)));
  filing.files.forEach((file) => form.append('images', file));
  return upload<Complaint>('/api/complaints', form, { idempotencyKey: key.name, onProgress });
}
