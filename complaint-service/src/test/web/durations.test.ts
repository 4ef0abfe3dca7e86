import '../../main/web/languages/en';
import { brief, isoOf, secondsOf, split, spoken } from '../../main/web/app/admin/durations';
import { i18n, setLanguage } from '../../main/web/app/i18n/i18n';
import { equal, test } from './testing';

test('a duration of the API is a number of seconds', () => {
  equal(['PT0S', 'PT15M', 'PT4H', 'P1D', 'P1DT2H3M4.5S'].map(secondsOf), [0, 900, 14_400, 86_400, 93_784.5]);
  equal(secondsOf('P1M'), 0);
});

test('what is typed comes back as it was typed', () => {
  for (const seconds of [1, 90, 900, 14_400, 86_400, 259_200]) {
    const { amount, unit } = split(seconds);
    equal(secondsOf(isoOf(amount, unit)), seconds);
  }
  equal(split(90), { amount: 90, unit: 'second' });
  equal(split(7_200), { amount: 2, unit: 'hour' });
});

test('a duration is spoken in its two greatest units, one after the other', () => {
  setLanguage('en');
  equal(spoken(93_784, i18n()), '1 day, 2 hours');
  equal(spoken(86_461, i18n()), '1 day');
  equal(spoken(0, i18n()), '0 seconds');
  equal(brief(14_040, i18n()), '3.9 hrs');
});
