import { useSyncExternalStore } from 'react';
import { reportReachable, reportUnreachable } from '../api/connection';
import { createStore } from '../api/store';
import { Problem } from '../api/problem';
import type { User } from '../api/model';

/**
 * Who is signed in. The access token lives in this module's memory alone; what renews it is in a cookie that no script
 * can read and that the browser sends to the routes of the session only. Tabs renew one at a time, because each refresh
 * token works once, and tell each other of new tokens and of the end.
 */
export type Session =
  | { status: 'starting' }
  | { status: 'unavailable' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; user: User }
  /** The session has ended by itself: what was on the screen stays until the person has signed in again. */
  | { status: 'expired'; user: User };

interface Granted {
  access_token: string;
  expires_in: number;
  user: User;
}

interface Token {
  value: string;
  /** On the clock of this machine, in milliseconds. */
  expiresAt: number;
}

type Message = { kind: 'granted'; token: Token; user: User } | { kind: 'ended' };

const COOKIE = '/api/auth/cookie';
const LOCK = 'recourse.session';
/** A token that is this close to its end is renewed before it is used. */
const MARGIN_MILLIS = 15_000;

const session = createStore<Session>({ status: 'starting' });
const channel = new BroadcastChannel('recourse.session');
const endings = new Set<() => void>();
let token: Token | null = null;
let renewing: Promise<void> | null = null;

export function useSession(): Session {
  return useSyncExternalStore(session.subscribe, session.get);
}

/** Whoever is signed in; for pages that nobody sees without being so. */
export function useUser(): User {
  const current = useSession();
  if (current.status !== 'signed-in' && current.status !== 'expired') {
    throw new Error('nobody is signed in');
  }
  return current.user;
}

export function currentSession(): Session {
  return session.get();
}

export function onSessionChange(listener: () => void): () => void {
  return session.subscribe(listener);
}

/** Is called when a person leaves: for what must not stay behind for the next one. */
export function onSignedOut(action: () => void): () => void {
  endings.add(action);
  return () => endings.delete(action);
}

/** Finds out whether the browser still holds a session. */
export async function start(): Promise<void> {
  if (session.get().status !== 'unavailable') {
    session.set({ status: 'starting' });
  }
  try {
    await renew();
  } catch {
    session.set({ status: 'unavailable' });
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  const before = session.get();
  accept(await exclusively(() => call('POST', COOKIE, { username, password })), true);
  const now = session.get();
  const changedHands =
    before.status === 'expired' && now.status === 'signed-in' && before.user.id !== now.user.id;
  if (changedHands) {
    startAnew();
  }
}

/** Ends the session in all tabs; fails, and ends nothing, while the server cannot be reached: the cookie would stay. */
export async function signOut(): Promise<void> {
  try {
    await exclusively(() => call('DELETE', COOKIE));
  } catch (failure) {
    const stillThere = failure instanceof Problem && failure.isPassing && session.get().status !== 'expired';
    if (stillThere) {
      throw failure;
    }
  }
  end();
  channel.postMessage({ kind: 'ended' } satisfies Message);
}

/** The profile has changed; the session shows it. */
export function userChanged(user: User): void {
  if (session.get().status === 'signed-in') {
    session.set({ status: 'signed-in', user });
  }
}

/** A token that will do for the next seconds. Waits for the person to sign in again if it must. */
export async function freshToken(): Promise<string> {
  for (;;) {
    const current = session.get();
    if (current.status === 'signed-out') {
      throw new Problem(401);
    }
    if (current.status === 'expired') {
      await changed();
    } else if (token && token.expiresAt - MARGIN_MILLIS > Date.now()) {
      return token.value;
    } else {
      await renew();
    }
  }
}

/** The server does not take this token any more, whatever its time. */
export function tokenRefused(refused: string): void {
  if (token?.value === refused) {
    token = null;
  }
}

function changed(): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.subscribe(() => {
      stop();
      resolve();
    });
  });
}

function renew(): Promise<void> {
  renewing ??= exclusively(async () => {
    // Another tab may have been faster.
    if (token && token.expiresAt - MARGIN_MILLIS > Date.now()) {
      return;
    }
    accept(await call('POST', `${COOKIE}/refresh`), false);
  })
    .catch((failure: unknown) => {
      if (failure instanceof Problem && failure.status === 401) {
        expire();
      } else {
        throw failure;
      }
    })
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

function accept(granted: Granted, byHand: boolean): void {
  token = { value: granted.access_token, expiresAt: Date.now() + granted.expires_in * 1000 };
  const before = session.get();
  if (byHand || before.status !== 'signed-in' || before.user.updated_at !== granted.user.updated_at) {
    session.set({ status: 'signed-in', user: granted.user });
  }
  channel.postMessage({ kind: 'granted', token, user: granted.user } satisfies Message);
}

function expire(): void {
  token = null;
  const current = session.get();
  if (current.status === 'signed-in' || current.status === 'expired') {
    session.set({ status: 'expired', user: current.user });
  } else {
    session.set({ status: 'signed-out' });
  }
}

function end(): void {
  token = null;
  session.set({ status: 'signed-out' });
  endings.forEach((action) => action());
}

function startAnew(): void {
  endings.forEach((action) => action());
  location.assign('/');
}

channel.onmessage = (event: MessageEvent<Message>) => {
  const message = event.data;
  const current = session.get();
  if (message.kind === 'ended') {
    if (current.status !== 'signed-out') {
      end();
    }
  } else if ((current.status === 'signed-in' || current.status === 'expired') && current.user.id !== message.user.id) {
    startAnew();
  } else {
    token = message.token;
    session.set({ status: 'signed-in', user: message.user });
  }
};

/** One tab at a time, where the browser has locks (it has none on an insecure origin). */
function exclusively<T>(action: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK, action) as Promise<T> : action();
}

async function call(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Granted> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: 'application/json', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
    });
    reportReachable();
  } catch (failure) {
    reportUnreachable();
    throw new Problem(0, { title: String(failure) });
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem, response.headers.get('Retry-After'));
  }
  return (response.status === 204 ? undefined : await response.json()) as Granted;
}
