import { freshToken, tokenRefused } from '../session/session';
import { reportReachable, reportUnreachable } from './connection';
import { Problem } from './problem';

export interface UploadOptions {
  idempotencyKey: string;
  /** Told how much has left, 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Posts a form and tells how far it has come, which fetch cannot. */
export async function upload<T>(path: string, form: FormData, options: UploadOptions): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const token = await freshToken();
    const answer = await send(path, form, token, options);
    if (answer.status === 401 && attempt < 2) {
      tokenRefused(token);
    } else if (answer.status >= 200 && answer.status < 300) {
      return answer.response as T;
    } else {
      throw new Problem(answer.status, answer.response ?? {}, answer.getResponseHeader('Retry-After'));
    }
  }
}

function send(path: string, form: FormData, token: string, options: UploadOptions): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Idempotency-Key', options.idempotencyKey);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) {
        options.onProgress?.(event.loaded / event.total);
      }
    };
    request.onload = () => {
      reportReachable();
      resolve(request);
    };
    request.onerror = () => {
      reportUnreachable();
      reject(new Problem(0));
    };
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
