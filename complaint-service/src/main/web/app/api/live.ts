import { useEffect, useRef } from 'react';
import { currentSession, onSessionChange, onSignedOut } from '../session/session';
import type { Category, Person, Priority, Status } from './model';
import { authorised } from './http';
import { isAbort } from './problem';

/** What has happened to a complaint that the caller sees. */
export interface ComplaintEvent {
  id: number;
  version: number;
  title: string;
  status: Status;
  priority: Priority;
  category: Category;
  created_by: Pick<Person, 'id'>;
  assigned_to: Pick<Person, 'id'> | null;
  actor: { id?: string; role?: string; service?: string };
}

/** `reset`: more was missed than the server remembers, so everything may have changed. */
export type Live = { type: 'reset' } | { type: string; data: ComplaintEvent };

type Listener = (live: Live) => void;

const STREAM = '/api/complaints/events';
const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

const listeners = new Set<Listener>();
const channel = new BroadcastChannel('recourse.live');
let lastId: string | null = null;
let connection: AbortController | null = null;

/**
 * One stream for all tabs of a browser, because it holds a connection and there are only six to an origin: the tab that
 * has the lock listens and tells the others; when it is closed, the next one goes on from the last event.
 */
export function startLive(): void {
  const follow = () => {
    const signedIn = currentSession().status === 'signed-in';
    if (signedIn && connection === null) {
      connection = new AbortController();
      void listenInTurn(connection.signal);
    } else if (!signedIn && connection !== null && currentSession().status === 'signed-out') {
      connection.abort();
      connection = null;
    }
  };
  onSessionChange(follow);
  onSignedOut(() => {
    lastId = null;
  });
  channel.onmessage = (event: MessageEvent<{ id: string | null; live: Live }>) => {
    lastId = event.data.id ?? lastId;
    tell(event.data.live);
  };
  follow();
}

/** Calls back for every change while the component is there. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const told: Listener = (live) => latest.current(live);
    listeners.add(told);
    return () => {
      listeners.delete(told);
    };
  }, []);
}

function tell(live: Live): void {
  listeners.forEach((listener) => listener(live));
}

async function listenInTurn(signal: AbortSignal): Promise<void> {
  const turn = () => listen(signal);
  try {
    await (navigator.locks ? navigator.locks.request('recourse.live', { signal }, turn) : turn());
  } catch (failure) {
    if (!isAbort(failure)) {
      throw failure;
    }
  }
}

async function listen(signal: AbortSignal): Promise<void> {
  let pause = SHORTEST_PAUSE;
  while (!signal.aborted) {
    try {
      const resumed = lastId !== null;
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (lastId) {
        headers['Last-Event-ID'] = lastId;
      }
      const response = await authorised('GET', STREAM, { headers, signal });
      if (response.status === 400) {
        lastId = null;
      }
      if (response.ok && response.body) {
        await read(response.body, resumed, () => {
          pause = SHORTEST_PAUSE;
        });
      }
    } catch {
      // Whatever it was, trying again later is all there is to do.
    }
    await rest(pause * (0.75 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    }
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

async function read(body: ReadableStream<Uint8Array>, resumed: boolean, heard: () => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  const parser = createParser((event) => {
    heard();
    lastId = event.id ?? lastId;
    if (event.name === 'ready' && resumed) {
      return;
    }
    // At the very beginning nobody knows what happened between reading a page and listening to its changes.
    const live: Live =
      event.name === 'reset' || event.name === 'ready'
        ? { type: 'reset' }
        : { type: event.name, data: JSON.parse(event.data) as ComplaintEvent };
    channel.postMessage({ id: lastId, live });
    tell(live);
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    parser(value);
  }
}

interface ServerSentEvent {
  id: string | null;
  name: string;
  data: string;
}

/** Understands a stream of server-sent events, however it is cut into pieces. */
export function createParser(emit: (event: ServerSentEvent) => void): (chunk: string) => void {
  let rest = '';
  let id: string | null = null;
  let name = '';
  let data: string[] = [];
  const line = (text: string) => {
    if (text === '') {
      if (name !== '' || data.length > 0) {
        emit({ id, name: name === '' ? 'message' : name, data: data.join('\n') });
      }
      name = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') {
      id = value;
    } else if (field === 'event') {
      name = value;
    } else if (field === 'data') {
      data.push(value);
    }
  };
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(line);
  };
}
