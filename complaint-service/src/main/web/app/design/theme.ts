import { useSyncExternalStore } from 'react';
import { createStore } from '../api/store';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED = 'recourse.theme';
const theme = createStore<Theme>('system');

export function startTheme(): void {
  try {
    show((localStorage.getItem(STORED) as Theme | null) ?? 'system');
  } catch {
    show('system');
  }
}

export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // The choice then lasts as long as the page.
  }
  show(next);
}

function show(next: Theme): void {
  theme.set(next);
  if (next === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = next;
  }
}

export function useTheme(): Theme {
  return useSyncExternalStore(theme.subscribe, theme.get);
}
