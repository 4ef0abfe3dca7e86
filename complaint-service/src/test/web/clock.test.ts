import '../../main/web/languages/de';
import '../../main/web/languages/en';
import { formatSpan, urgencyOf } from '../../main/web/app/desk/clock';
import { i18n, setLanguage } from '../../main/web/app/i18n/i18n';
import { sla } from './samples';
import { equal, test } from './testing';

const due = Date.parse('2026-11-20T13:00:00Z');
const minutes = (count: number) => count * 60_000;

test('a clock of four hours turns amber in its last hour and red in its last twenty-four minutes', () => {
  equal(urgencyOf(sla(), due - minutes(61)), 'calm');
  equal(urgencyOf(sla(), due - minutes(60)), 'soon');
  equal(urgencyOf(sla(), due - minutes(25)), 'soon');
  equal(urgencyOf(sla(), due - minutes(24)), 'late');
  equal(urgencyOf(sla(), due + minutes(1)), 'late');
});

test('the last five minutes are red, however short the clock', () => {
  const short = sla({ started_at: '2026-11-20T12:45:00Z' });
  equal(urgencyOf(short, due - minutes(6)), 'calm');
  equal(urgencyOf(short, due - minutes(5)), 'late');
});

test('what is paused, has stopped, or ends well is nothing to worry about', () => {
  equal(urgencyOf(sla({ state: 'paused' }), due), 'calm');
  equal(urgencyOf(sla({ state: 'stopped', due_at: null, next: null }), due), 'calm');
  equal(urgencyOf(sla({ next: 'auto_resolve' }), due), 'calm');
  equal(urgencyOf(sla({ due_at: null }), due), 'calm');
});

test('a span is told in the two greatest units that it has', () => {
  setLanguage('en');
  const told = (millis: number) => formatSpan(millis, i18n());
  equal(told(minutes(2 * 1_440 + 4 * 60 + 59)), '2d 4h');
  equal(told(minutes(3 * 60 + 5)), '3h 5m');
  equal(told(minutes(12) + 30_000), '12m');
  equal(told(minutes(9) + 59_400), '9m 59s');
  equal(told(0), '0m 0s');
});

test('a span that is over is as long as one that is to come', () => {
  setLanguage('de');
  equal(formatSpan(-minutes(65), i18n()), formatSpan(minutes(65), i18n()));
});
