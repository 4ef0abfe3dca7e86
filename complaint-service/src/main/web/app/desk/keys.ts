import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createStore } from '../api/store';

const STORED = 'recourse.keys';

/** Single letters may be in the way of those who speak to their computer: they can be switched off. */
const enabled = createStore(stored());

function stored(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function useKeysEnabled(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(enabled.subscribe, enabled.get), enable];
}

function enable(on: boolean): void {
  enabled.set(on);
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // The choice then lasts as long as the page.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['TEXTAREA', 'SELECT'].includes(target.tagName) ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)))
  );
}

function isPressed(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    (event.key === 'Enter' || event.key === ' ') &&
    target instanceof Element &&
    target.closest('a, button, input, summary') !== null
  );
}

/**
 * Does something when a key is pressed anywhere on the page but where one types; dialogs and menus keep theirs.
 *
 * @param keys by `KeyboardEvent.key`, letters in lower case
 */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isTyping(event.target) && !document.querySelector('dialog[open]')) {
        // The way out of a field, so that the keys work again.
        (event.target as HTMLElement).blur();
        return;
      }
      const other = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (other || isTyping(event.target) || isPressed(event) || document.querySelector('dialog[open]')) {
        return;
      }
      const isLetter = event.key.length === 1 && event.key !== ' ';
      const action = latest.current[isLetter ? event.key.toLowerCase() : event.key];
      if (action && (enabled.get() || !isLetter || event.key === '?')) {
        event.preventDefault();
        action();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
