import { useState } from 'react';
import { api } from '../api/http';
import { invalidate } from '../api/query';
import { Button, ButtonLink } from '../design/button';
import { Confirm } from '../design/dialog';
import { FieldError, TextField } from '../design/field';
import { useForm } from '../design/form';
import { Page } from '../design/page';
import { Failure, Skeleton } from '../design/states';
import { showToast } from '../design/toast';
import { useI18n } from '../i18n/i18n';
import { navigate, useSearch } from '../routing/location';
import { useCreationKey } from './creation-key';
import { Holidays } from './holidays';
import type { Calendar } from './model';
import { StaleNotice } from './stale-notice';
import { saying, useEdited } from './versioned';
import { flawedDay, tidy, type Week } from './week';
import { WeekGrid } from './week-grid';
import { useWeekdays } from './week-strips';

const OFFICE_HOURS: Week = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [['09:00', '17:00']]]),
);

/** A calendar that is being made or changed; which one stands in the address. */
export default function CalendarPage() {
  const { t } = useI18n();
  const { parameters } = useSearch();
  const name = parameters.get('name');
  const { known, problem, renew } = useEdited<Calendar>(
    name === null ? null : `/api/calendars/${encodeURIComponent(name)}`,
  );
  const [deleting, setDeleting] = useState(false);
  const remove = async () => {
    const path = `/api/calendars/${encodeURIComponent(name ?? '')}`;
    await saying(api.delete(path), { 409: t('admin.calendar.inUse') });
    calendarsChanged();
    navigate('/calendars', { replace: true });
    showToast({ text: t('admin.calendar.deleted', { name: name ?? '' }) });
  };
  return (
    <Page
      title={name ?? t('admin.calendars.add')}
      back={{ to: '/calendars', label: t('admin.calendars.title') }}
      narrow
      actions={
        name !== null &&
        known && (
          <Button kind="danger" icon="trash" onClick={() => setDeleting(true)}>
            {t('action.delete')}
          </Button>
        )
      }
    >
      {name === null ? (
        <CalendarForm />
      ) : known ? (
        <CalendarForm known={known.value} etag={known.etag} onReload={renew} />
      ) : problem ? (
        <Failure problem={problem} onRetry={renew} home="/calendars" />
      ) : (
        <Skeleton lines={7} height={40} />
      )}
      {deleting && (
        <Confirm
          title={t('admin.calendar.deleteSure', { name: name ?? '' })}
          action={t('action.delete')}
          danger
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        >
          <p>{t('admin.calendar.deleteText')}</p>
        </Confirm>
      )}
    </Page>
  );
}

function calendarsChanged(): void {
  invalidate((key) => /^(list:)?\/api\/(calendars|sla-policies|sla)\b/.test(key));
}

function timeZones(): string[] {
  return typeof Intl.supportedValuesOf === 'function' ? ['UTC', ...Intl.supportedValuesOf('timeZone')] : [];
}

interface CalendarFormProps {
  /** What is there already; nothing when it is a new one. */
  known?: Calendar;
  etag?: string | undefined;
  onReload?: () => void;
}

function CalendarForm({ known, etag, onReload }: CalendarFormProps) {
  const { t } = useI18n();
  const weekdays = useWeekdays();
  const keyOf = useCreationKey();
  const form = useForm<Calendar>({
    initial: known ?? {
      name: '',
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: OFFICE_HOURS,
      holidays: [],
    },
    check: ({ name, time_zone, week }) => {
      const flawed = flawedDay(week);
      return {
        ...(name.trim() === '' && { name: t('violation.required') }),
        ...(time_zone.trim() === '' && { time_zone: t('violation.required') }),
        ...(flawed && { week: t('admin.calendar.overlap', { day: weekdays.long(flawed) }) }),
      };
    },
    send: async (values) => {
      const body = { ...values, name: values.name.trim(), time_zone: values.time_zone.trim(), week: tidy(values.week) };
      if (known) {
        await api.put(`/api/calendars/${encodeURIComponent(known.name)}`, body, { ...(etag && { ifMatch: etag }) });
      } else {
        await saying(api.post('/api/calendars', body, { idempotencyKey: keyOf(body) }), { 409: t('admin.calendar.exists') });
      }
      calendarsChanged();
      navigate('/calendars');
      showToast({ text: t('admin.calendar.saved', { name: body.name }) });
    },
    explain: (problem) =>
      problem.violations.some(({ field }) => field === 'time_zone') ? t('admin.calendar.zoneUnknown') : null,
  });
  const { values, errors, set } = form;
  return (
    <form className="stack wide" onSubmit={form.submit} noValidate>
      {form.failure && <StaleNotice failure={form.failure} onReload={onReload ?? (() => {})} />}
      <section className="sheet stack">
        <div className="pair">
          {!known && (
            <TextField label={t('admin.calendar.name')} maxLength={50} hint={t('admin.calendar.nameHint')} {...form.bind('name')} />
          )}
          <TextField
            label={t('admin.calendar.zone')}
            list="time-zones"
            autoComplete="off"
            hint={t('admin.calendar.zoneHint')}
            {...form.bind('time_zone')}
          />
        </div>
        <datalist id="time-zones">
          {timeZones().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </section>
      <section className="sheet stack" aria-labelledby="calendar-week">
        <div>
          <h2 id="calendar-week">{t('admin.calendar.week')}</h2>
          <p className="quiet">{t('admin.calendar.weekText')}</p>
        </div>
        <WeekGrid week={values.week} onChange={(week) => set('week', week)} />
        {errors.week && (
          <div role="alert">
            <FieldError>{errors.week}</FieldError>
          </div>
        )}
      </section>
      <section className="sheet stack" aria-labelledby="calendar-holidays">
        <div>
          <h2 id="calendar-holidays">{t('admin.calendar.holidays')}</h2>
          <p className="quiet">{t('admin.calendar.holidaysText')}</p>
        </div>
        <Holidays dates={values.holidays} onChange={(holidays) => set('holidays', holidays)} />
      </section>
      <div className="row">
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('action.save')}
        </Button>
        <ButtonLink to="/calendars">{t('action.cancel')}</ButtonLink>
      </div>
    </form>
  );
}
