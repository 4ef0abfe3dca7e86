import { flawedDay, nextShift, tidy } from '../../main/web/app/admin/week';
import { logarithmic, spans, ticks } from '../../main/web/app/admin/scales';
import { equal, test } from './testing';

test('hours that end before they begin, or overlap, are a flaw', () => {
  equal(flawedDay({ monday: [['09:00', '12:00'], ['13:00', '17:00']] }), undefined);
  equal(flawedDay({ tuesday: [['17:00', '09:00']] }), 'tuesday');
  equal(flawedDay({ friday: [['09:00', '13:00'], ['12:30', '17:00']] }), 'friday');
  equal(flawedDay({ sunday: [['', '17:00']] }), 'sunday');
});

test('a shift may last until midnight', () => {
  equal(flawedDay({ monday: [['18:00', '00:00']] }), undefined);
  equal(tidy({ monday: [['18:00', '00:00'], ['09:00', '12:00']], tuesday: [] }), {
    monday: [['09:00', '12:00'], ['18:00', '24:00']],
  });
});

test('the next shift comes after the last one, within the day', () => {
  equal(nextShift([]), ['09:00', '17:00']);
  equal(nextShift([['09:00', '12:30']]), ['13:30', '17:30']);
  equal(nextShift([['09:00', '23:00']]), ['22:00', '23:59']);
});

test('an axis begins at nothing and ends beyond the greatest value', () => {
  equal(ticks(0), [0, 1]);
  equal(ticks(7), [0, 2, 4, 6, 8]);
  equal(ticks(51), [0, 20, 40, 60]);
});

test('spans of time enclose what they show', () => {
  equal(spans([30, 5_000]), [10, 60, 600, 3_600, 14_400]);
  equal(logarithmic(10, [1, 100]), 0.5);
  equal([logarithmic(0, [1, 100]), logarithmic(1_000, [1, 100])], [0, 1]);
});
