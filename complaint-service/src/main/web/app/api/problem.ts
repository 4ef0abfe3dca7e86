export interface Violation {
  field: string;
  message: string;
}

/** What the API answers instead of what was asked for (RFC 9457); status 0 when there was no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | null;
  readonly violations: Violation[];
  /** Statuses that would be allowed, in a conflict about one. */
  readonly allowed: string[];
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: Partial<Record<string, unknown>> = {}, retryAfter: string | null = null) {
    super(typeof body.title === 'string' ? body.title : `status ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.detail = typeof body.detail === 'string' ? body.detail : null;
    this.violations = Array.isArray(body.violations) ? (body.violations as Violation[]) : [];
    this.allowed = Array.isArray(body.allowed) ? (body.allowed as string[]) : [];
    const seconds = Number(retryAfter);
    this.retryAfterSeconds = retryAfter !== null && Number.isFinite(seconds) ? seconds : null;
  }

  /** Nothing was heard of the server. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }

  /** Trying again may help. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function asProblem(failure: unknown): Problem {
  return failure instanceof Problem ? failure : new Problem(0, { title: String(failure) });
}

export function isAbort(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError';
}
