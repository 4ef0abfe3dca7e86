import { freshToken, tokenRefused } from '../session/session';
import { reportReachable, reportUnreachable } from './connection';
import { isAbort, Problem } from './problem';

export interface RequestOptions {
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Version that the caller has seen; the answer is 412 when there is a newer one. */
  ifMatch?: string;
  /** Makes a POST that creates safe to send again: see newKey(). */
  idempotencyKey?: string;
}

export interface Answer<T> {
  status: number;
  body: T;
  etag: string | null;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const QUIET_RETRIES = 2;

export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

function headersOf(method: Method, options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined && !(options.body instanceof FormData)) {
    headers['Content-Type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  }
  if (options.ifMatch) {
    headers['If-Match'] = options.ifMatch;
  }
  if (options.idempotencyKey) {
    headers['Idempotency-Key'] = options.idempotencyKey;
  }
  return headers;
}

async function send(method: Method, path: string, options: RequestOptions, token: string | null): Promise<Response> {
  const headers = headersOf(method, options);
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  const { body } = options;
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
      signal: options.signal ?? null,
      credentials: 'same-origin',
      redirect: 'error',
    });
    reportReachable();
    return response;
  } catch (failure) {
    if (isAbort(failure)) {
      throw failure;
    }
    reportUnreachable();
    throw new Problem(0, { title: String(failure) });
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body ?? {}, response.headers.get('Retry-After'));
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

/** With the caller's token; waits for a new one, and if need be for the person to sign in again. */
export async function authorised(method: Method, path: string, options: RequestOptions = {}): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const token = await freshToken();
    const response = await send(method, path, options, token);
    if (response.status === 401 && attempt < 3) {
      tokenRefused(token);
    } else if (response.status === 503 && method === 'GET' && attempt < QUIET_RETRIES) {
      await pause(400 * (attempt + 1), options.signal);
    } else {
      return response;
    }
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (!response.ok) {
    throw await problemOf(response);
  }
  const text = response.status === 204 ? '' : await response.text();
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get('ETag'),
  };
}

export async function exchange<T>(method: Method, path: string, options?: RequestOptions): Promise<Answer<T>> {
  return read<T>(await authorised(method, path, options));
}

async function bodyOf<T>(method: Method, path: string, options?: RequestOptions): Promise<T> {
  return (await exchange<T>(method, path, options)).body;
}

/** The public API, with the token of whoever is signed in. Everything that is not 2xx is thrown as a Problem. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => bodyOf<T>('GET', path, options),
  post: <T>(path: string, body: unknown, options?: RequestOptions) => bodyOf<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => bodyOf<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: RequestOptions) => bodyOf<T>('PATCH', path, { ...options, body }),
  delete: (path: string, options?: RequestOptions) => bodyOf<void>('DELETE', path, options),
  blob: async (path: string, options?: RequestOptions) => {
    const response = await authorised('GET', path, { ...options, headers: { Accept: '*/*' } });
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response.blob();
  },
};

/** For those who are not signed in: no token, and no dialog that asks for one. */
export async function asNobody<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return (await read<T>(await send(method, path, { body, ...(signal && { signal }) }, null))).body;
}

/** Path and query; what is undefined, null or empty is left out, arrays are repeated. */
export function url(path: string, query: Record<string, string | number | string[] | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') {
        parameters.append(name, String(each));
      }
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}
