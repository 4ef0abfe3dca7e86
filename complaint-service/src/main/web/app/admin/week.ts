import type { I18n } from '../i18n/i18n';
import { type Calendar, DAYS, type Day, type Shift } from './model';

/** Arithmetic of the hours of a week. */

export type Week = Calendar['week'];

export const MINUTES_OF_DAY = 1_440;

/** @param time HH:mm */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** What a field for times calls midnight is, at the end of a shift, the end of the day. */
export function endOf(time: string): string {
  return time === '00:00' ? '24:00' : time;
}

/** For instance 38.5 hours. */
export function hoursOfWeek(week: Week, { number }: I18n): string {
  const shifts = DAYS.flatMap((day) => week[day] ?? []);
  const minutes = shifts.reduce((sum, [from, to]) => sum + Math.max(0, minutesOf(endOf(to)) - minutesOf(from)), 0);
  return number(minutes / 60, { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 1 });
}

/** In order, and without days that have none. */
export function tidy(week: Week): Week {
  const tidied: Week = {};
  for (const day of DAYS) {
    const shifts = week[day]?.map(([from, to]): Shift => [from, endOf(to)]);
    if (shifts && shifts.length > 0) {
      tidied[day] = shifts.sort(([one], [other]) => one.localeCompare(other));
    }
  }
  return tidied;
}

/** The first day whose shifts are no shifts or overlap; undefined if all is well. */
export function flawedDay(week: Week): Day | undefined {
  return DAYS.find((day) => {
    const shifts = [...(week[day] ?? [])].sort(([one], [other]) => one.localeCompare(other));
    return shifts.some(([from, to], index) => {
      const before = shifts[index - 1];
      const whole = /^\d\d:\d\d$/.test(from) && /^\d\d:\d\d$/.test(to);
      return !whole || minutesOf(endOf(to)) <= minutesOf(from) || (before && minutesOf(from) < minutesOf(endOf(before[1])));
    });
  });
}

/** A shift that follows those that are there: the afternoon after a morning, else office hours. */
export function nextShift(shifts: readonly Shift[]): Shift {
  const last = shifts.at(-1);
  if (!last) {
    return ['09:00', '17:00'];
  }
  const end = minutesOf(endOf(last[1]));
  const from = Math.min(end + 60, 22 * 60);
  return [written(from), written(Math.min(from + 240, MINUTES_OF_DAY - 1))];
}

function written(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
