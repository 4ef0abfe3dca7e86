import { Button } from '../design/button';
import { useI18n } from '../i18n/i18n';
import { DAYS, type Day, type Shift } from './model';
import { nextShift, hoursOfWeek, type Week } from './week';
import { DayStrip, useWeekdays } from './week-strips';

const SHIFTS_MOST = 24;

/** The intervals of each day, drawn and as fields. */
export function WeekGrid({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const monday = week.monday ?? [];
  return (
    <>
      <ul className="week-grid">
        {DAYS.map((day) => (
          <DayRow
            key={day}
            day={day}
            shifts={week[day] ?? []}
            onChange={(shifts) => onChange({ ...week, [day]: shifts })}
          />
        ))}
      </ul>
      <div className="row apart">
        <p className="quiet" role="status">
          {t('admin.calendars.hours', { span: hoursOfWeek(week, i18n) })}
        </p>
        <Button
          small
          icon="copy"
          onClick={() =>
            onChange({ ...week, ...Object.fromEntries(DAYS.slice(1, 5).map((day) => [day, monday.map((shift) => [...shift])])) })
          }
        >
          {t('admin.calendar.copyMonday')}
        </Button>
      </div>
    </>
  );
}

function DayRow({ day, shifts, onChange }: { day: Day; shifts: readonly Shift[]; onChange: (shifts: Shift[]) => void }) {
  const { t } = useI18n();
  const name = useWeekdays().long(day);
  const change = (at: number, shift: Shift) => onChange(shifts.map((each, index) => (index === at ? shift : each)));
  return (
    <li>
      <b className="week-day">{name}</b>
      <DayStrip shifts={shifts} />
      <div className="week-shifts">
        {shifts.length === 0 && <span className="quiet">{t('admin.calendar.free')}</span>}
        {shifts.map(([from, to], index) => (
          // Shifts have no identity but their place.
          <span key={index} className="week-shift">
            <input
              className="input"
              type="time"
              aria-label={t('admin.calendar.from', { day: name, number: index + 1 })}
              value={from}
              onChange={(event) => change(index, [event.target.value, to])}
            />
            –
            <input
              className="input"
              type="time"
              aria-label={t('admin.calendar.to', { day: name, number: index + 1 })}
              value={to === '24:00' ? '00:00' : to}
              onChange={(event) => change(index, [from, event.target.value])}
            />
            <Button
              kind="plain"
              small
              icon="close"
              iconOnly
              onClick={() => onChange(shifts.filter((_, each) => each !== index))}
            >
              {t('admin.calendar.removeShift', { day: name, number: index + 1 })}
            </Button>
          </span>
        ))}
        {shifts.length < SHIFTS_MOST && (
          <Button kind="plain" small icon="add" onClick={() => onChange([...shifts, nextShift(shifts)])}>
            {t('admin.calendar.addShift')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
