import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createStore } from '../api/store';
import { useI18n } from '../i18n/i18n';

export interface Toast {
  text: string;
  kind?: 'info' | 'danger';
  /** For instance undo. */
  action?: { label: string; run: () => void };
}

const SHOWN_MILLIS = 6_000;
const SHOWN_WITH_ACTION_MILLIS = 12_000;
const LONGER_MILLIS = 3_000;

const toasts = createStore<readonly (Toast & { id: number })[]>([]);
let last = 0;

/** Says briefly what has happened, at the edge of the screen; returns how to take it away. */
export function showToast(toast: Toast): () => void {
  const id = ++last;
  toasts.set([...toasts.get().slice(-2), { ...toast, id }]);
  const remove = () => toasts.set(toasts.get().filter((each) => each.id !== id));
  const expire = () => {
    if (isBeingRead()) {
      setTimeout(expire, LONGER_MILLIS);
    } else {
      remove();
    }
  };
  setTimeout(expire, toast.action ? SHOWN_WITH_ACTION_MILLIS : SHOWN_MILLIS);
  return remove;
}

/** Nobody is hurried who points at a message, or cannot reach it because of a dialog, or is elsewhere. */
function isBeingRead(): boolean {
  const held = '.toasts:hover, .toasts:focus-within, dialog[open]';
  return document.visibilityState === 'hidden' || document.querySelector(held) !== null;
}

export function Toasts() {
  const { t } = useI18n();
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Above an open dialog as well: what is a popover is in the top layer, the latest on top.
    const element = frame.current;
    if (element?.showPopover && shown.length > 0) {
      // React 18 does not know the attribute.
      element.popover = 'manual';
      element.showPopover();
      return () => element.hidePopover();
    }
    return undefined;
  }, [shown]);
  return (
    <div className="toasts" ref={frame} role="status" aria-live="polite" aria-label={t('state.messages')}>
      {shown.map((toast) => (
        <div key={toast.id} className={toast.kind === 'danger' ? 'toast danger' : 'toast'}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                toasts.set(toasts.get().filter((each) => each.id !== toast.id));
                toast.action?.run();
              }}
            >
              {toast.action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
