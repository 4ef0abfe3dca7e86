import { useMemo, useSyncExternalStore } from 'react';
import { createStore } from '../api/store';
import { type Key, languageCodes, type Text, textsOf } from './registry';

export type { Key } from './registry';

export type Values = Record<string, string | number>;

const STORED = 'recourse.language';
const FALLBACK = 'en';

const language = createStore<string>(FALLBACK);

export function startLanguage(): void {
  choose(stored() ?? preferred());
}

export function setLanguage(code: string): void {
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // The choice then lasts as long as the page.
  }
  choose(code);
}

function choose(code: string): void {
  language.set(code);
  document.documentElement.lang = code;
}

function stored(): string | null {
  try {
    const code = localStorage.getItem(STORED);
    return code && languageCodes().includes(code) ? code : null;
  } catch {
    return null;
  }
}

function preferred(): string {
  const known = languageCodes();
  for (const wanted of navigator.languages) {
    const code = known.find((each) => wanted === each || wanted.startsWith(`${each}-`));
    if (code) {
      return code;
    }
  }
  return FALLBACK;
}

/** The language's name in itself. */
export function nameOfLanguage(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

/** The region of the browser, if it goes with the language: en-GB writes dates in another way than en-US. */
function localeOf(code: string): string {
  return navigator.languages.find((each) => each === code || each.startsWith(`${code}-`)) ?? code;
}

export interface I18n {
  language: string;
  /** Language and region, for formats of Intl that are not here. */
  locale: string;
  /** The text in the person's language, `{name}` replaced by what is given for it; `count` chooses the plural. */
  t: (key: Key, values?: Values) => string;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  percent: (share: number) => string;
  /** For instance 20 Nov 2026; in the zone of the browser. */
  date: (instant: string | Date) => string;
  /** For instance 20 Nov 2026, 15:04. */
  dateTime: (instant: string | Date) => string;
  /** For instance 15:04. */
  time: (instant: string | Date) => string;
  /** For instance 3 hours ago, in 2 days. */
  relative: (instant: string | Date, now?: number) => string;
  /** For instance 1.4 MB. */
  bytes: (size: number) => string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function create(code: string): I18n {
  const locale = localeOf(code);
  const texts = textsOf(code) ?? textsOf(FALLBACK);
  const plural = new Intl.PluralRules(locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value);
  const shown = (value: string | number) => (typeof value === 'number' ? number(value) : value);
  return {
    language: code,
    locale,
    t: (key, values = {}) => {
      const text: Text = texts?.[key] ?? key;
      const form = typeof text === 'string' ? text : (text[plural.select(Number(values.count))] ?? text.other);
      return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name];
        return value === undefined ? whole : shown(value);
      });
    },
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    date: (instant) => date.format(new Date(instant)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    relative: (instant, now = Date.now()) => {
      const seconds = (new Date(instant).getTime() - now) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      return unit === 'second' ? relative.format(0, 'minute') : relative.format(Math.round(seconds / size), unit);
    },
    bytes: (size) =>
      size < 1_000_000
        ? number(Math.max(1, Math.round(size / 1000)), { style: 'unit', unit: 'kilobyte' })
        : number(size / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
  };
}

export function useI18n(): I18n {
  const code = useSyncExternalStore(language.subscribe, language.get);
  return useMemo(() => create(code), [code]);
}

/** Outside of components. */
export function i18n(): I18n {
  return create(language.get());
}
