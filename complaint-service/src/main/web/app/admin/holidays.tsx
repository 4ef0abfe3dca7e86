import { useMemo, useState } from 'react';
import { Button } from '../design/button';
import { TextField } from '../design/field';
import { useI18n } from '../i18n/i18n';

/** Dates on which nobody works, in their order. */
export function Holidays({ dates, onChange }: { dates: readonly string[]; onChange: (dates: string[]) => void }) {
  const { t, locale } = useI18n();
  const [date, setDate] = useState('');
  const format = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
    [locale],
  );
  const add = () => {
    if (date !== '' && !dates.includes(date)) {
      onChange([...dates, date].sort());
    }
    setDate('');
  };
  return (
    <>
      <div className="holiday-add">
        <TextField
          label={t('admin.calendar.holiday')}
          type="date"
          value={date}
          onChange={(event) => setDate(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              add();
            }
          }}
        />
        <Button icon="add" onClick={add} disabled={date === ''}>
          {t('action.add')}
        </Button>
      </div>
      {dates.length === 0 ? (
        <p className="quiet">{t('admin.calendar.noHolidays')}</p>
      ) : (
        <ul className="holidays">
          {dates.map((each) => {
            const name = format.format(new Date(each));
            return (
              <li key={each} className="chip outline">
                <time dateTime={each}>{name}</time>
                <Button
                  kind="plain"
                  small
                  icon="close"
                  iconOnly
                  onClick={() => onChange(dates.filter((other) => other !== each))}
                >
                  {t('admin.calendar.removeHoliday', { date: name })}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
