import type { en } from '../../languages/en';

/** A text, or its forms by the plural category of `count`. */
export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export type Key = keyof typeof en;

/** All texts of one language: what English has, no more and no less. */
export type Texts = Readonly<Record<Key, Text>>;

const languages = new Map<string, Texts>();

/** Every file in `languages` calls this, and that is all it takes to add one. */
export function addLanguage(code: string, texts: Texts): void {
  languages.set(code, texts);
}

export function languageCodes(): string[] {
  return [...languages.keys()];
}

export function textsOf(code: string): Texts | undefined {
  return languages.get(code);
}
