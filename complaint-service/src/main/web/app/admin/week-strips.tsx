import { useMemo } from 'react';
import { useI18n } from '../i18n/i18n';
import { DAYS, type Day, type Shift } from './model';
import { endOf, MINUTES_OF_DAY, minutesOf, type Week } from './week';

const HOURS = [0, 6, 12, 18, 24];

export function useWeekdays() {
  const { locale } = useI18n();
  return useMemo(() => {
    const name = (weekday: 'short' | 'long') => {
      const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
      // The fifth of January 2026 was a Monday.
      return (day: Day) => format.format(Date.UTC(2026, 0, 5 + DAYS.indexOf(day)));
    };
    return { short: name('short'), long: name('long') };
  }, [locale]);
}

/** The working hours of a day on a line of 24 hours. */
export function DayStrip({ shifts }: { shifts: readonly Shift[] }) {
  const share = (minutes: number) => `${(100 * minutes) / MINUTES_OF_DAY}%`;
  return (
    <svg className="day-strip" width="100%" height="16" aria-hidden="true" focusable="false">
      <rect className="track" width="100%" height="16" rx="2" />
      {shifts.map(([from, to]) => {
        const length = minutesOf(endOf(to)) - minutesOf(from);
        return (
          length > 0 && (
            <rect key={from} className="fill" x={share(minutesOf(from))} width={share(length)} height="16" rx="2" />
          )
        );
      })}
      {HOURS.slice(1, -1).map((hour) => (
        <line key={hour} x1={share(hour * 60)} x2={share(hour * 60)} y1="0" y2="16" />
      ))}
    </svg>
  );
}

/** A week at a glance, with its hours as text for screen readers. */
export function WeekStrips({ week }: { week: Week }) {
  const { t } = useI18n();
  const names = useWeekdays();
  return (
    <div className="week-strips">
      <ul>
        {DAYS.map((day) => {
          const shifts = week[day] ?? [];
          return (
            <li key={day}>
              <span className="small" aria-hidden="true">
                {names.short(day)}
              </span>
              <DayStrip shifts={shifts} />
              <span className="visually-hidden">
                {names.long(day)}: {shifts.length === 0 ? t('admin.calendar.free') : shifts.map((shift) => shift.join('–')).join(', ')}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="week-hours quiet small number" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  );
}
