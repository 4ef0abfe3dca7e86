import '../../main/web/languages/de';
import { en } from '../../main/web/languages/en';
import { i18n, setLanguage } from '../../main/web/app/i18n/i18n';
import { languageCodes, type Text, type Texts, textsOf } from '../../main/web/app/i18n/registry';
import { equal, test } from './testing';

const languages = languageCodes().map((code) => [code, textsOf(code) as Texts] as const);

const formsOf = (text: Text) => (typeof text === 'string' ? [text] : Object.values(text));
const namesIn = (text: Text) => [...new Set(formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

test('English and German are there', () => equal(languageCodes().sort(), ['de', 'en']));

test('a text names the same things in every language', () => {
  for (const [code, texts] of languages) {
    for (const [key, text] of Object.entries(texts)) {
      equal([code, key, namesIn(text)], [code, key, namesIn(en[key as keyof typeof en])]);
    }
  }
});

test('a text with plurals has all that its language knows', () => {
  for (const [code, texts] of languages) {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories.sort();
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text !== 'string') {
        equal([code, key, Object.keys(text).sort()], [code, key, categories]);
      }
    }
  }
});

test('numbers, dates and sizes are written as they are where the person is', () => {
  const at = '2026-11-20T14:04:00Z';
  setLanguage('en');
  equal(i18n().dateTime(at), '20 Nov 2026, 15:04');
  equal(i18n().number(1234.5), '1,234.5');
  equal(i18n().bytes(1_440_000), '1.4 MB');
  equal(i18n().bytes(20), '1 kB');
  setLanguage('de');
  equal(i18n().dateTime(at), '20.11.2026, 15:04');
  equal(i18n().number(1234.5), '1.234,5');
  equal(i18n().percent(0.428), '43\u00a0%');
});

test('time that has passed is told in the greatest unit that fits', () => {
  setLanguage('en');
  const now = Date.parse('2026-11-20T15:00:00Z');
  const { relative } = i18n();
  equal(relative('2026-11-20T14:59:30Z', now), 'this minute');
  equal(relative('2026-11-20T14:57:00Z', now), '3 minutes ago');
  equal(relative('2026-11-20T17:00:00Z', now), 'in 2 hours');
  equal(relative('2026-11-19T15:00:00Z', now), 'yesterday');
  equal(relative('2024-11-20T15:00:00Z', now), '2 years ago');
});

test('plurals and values are put into a text', () => {
  setLanguage('en');
  equal(i18n().t('desk.bulk.done', { count: 1 }) === i18n().t('desk.bulk.done', { count: 2 }), false);
  equal(i18n().t('complaint.numbered', { id: '1234' }), 'Complaint #1234');
});
