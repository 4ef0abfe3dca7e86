import { useList } from '../api/query';
import { ButtonLink } from '../design/button';
import { Page } from '../design/page';
import { Blank, Failure, Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Link } from '../routing/link';
import type { Calendar, Policy } from './model';
import { hoursOfWeek } from './week';
import { WeekStrips } from './week-strips';

/** The working hours that policies count in. */
export default function CalendarsPage() {
  const { t } = useI18n();
  const list = useList<Calendar>('/api/calendars');
  const add = (
    <ButtonLink to="/calendars/edit" kind="primary" icon="add">
      {t('admin.calendars.add')}
    </ButtonLink>
  );
  return (
    <Page title={t('admin.calendars.title')} lead={t('admin.calendars.lead')} actions={add}>
      {list.problem && !list.data ? (
        <Failure problem={list.problem} onRetry={list.reload} />
      ) : !list.data ? (
        <Skeleton lines={2} height={160} />
      ) : list.items.length === 0 ? (
        <Blank icon="calendar" title={t('admin.calendars.none')} actions={add}>
          {t('admin.calendars.noneText')}
        </Blank>
      ) : (
        <>
          <div className="cards">
            {list.items.map((calendar) => (
              <CalendarCard key={calendar.name} calendar={calendar} />
            ))}
          </div>
          {list.more && (
            <div className="row">
              <button type="button" className="button" onClick={list.loadMore}>
                {t('action.more')}
              </button>
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function CalendarCard({ calendar }: { calendar: Calendar }) {
  const i18n = useI18n();
  const { t } = i18n;
  const policies = useList<Policy>('/api/sla-policies');
  const users = policies.items.filter((policy) => policy.calendar === calendar.name);
  return (
    <section className="sheet card" aria-label={calendar.name}>
      <header>
        <h2>
          <Link to={`/calendars/edit?name=${encodeURIComponent(calendar.name)}`}>{calendar.name}</Link>
        </h2>
        <span className="chip outline">{calendar.time_zone}</span>
      </header>
      <WeekStrips week={calendar.week} />
      <p className="quiet small">
        {t('admin.calendars.hours', { span: hoursOfWeek(calendar.week, i18n) })}
        {' · '}
        {t('admin.calendars.holidays', { count: calendar.holidays.length })}
        {' · '}
        {users.length === 0
          ? t('admin.calendars.unused')
          : t('admin.calendars.usedBy', { priorities: users.map((each) => t(`priority.${each.priority}`)).join(', ') })}
      </p>
    </section>
  );
}
