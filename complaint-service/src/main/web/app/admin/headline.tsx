import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n';
import { attainment } from './attainment-plot';
import type { ActivityOfDay, SlaReports, Statistics } from './model';

interface HeadlineProps {
  statistics: Statistics | undefined;
  days: readonly ActivityOfDay[] | undefined;
  reports: SlaReports | undefined;
  range: number;
}

/** The figures that one looks at first. */
export function Headline({ statistics, days, reports, range }: HeadlineProps) {
  const { t, number, percent } = useI18n();
  const status = statistics?.by_status;
  const active = status && status.open + status.in_progress + status.on_hold + status.escalated;
  const sum = (series: 'opened' | 'resolved') => days?.reduce((total, day) => total + day[series], 0);
  const kept = reports && attainmentOfAll(reports);
  const inRange = t('admin.headline.inDays', { count: range });
  return (
    <dl className="headline">
      <Figure name={t('admin.headline.active')} more={statistics && t('complaints.count', { count: statistics.total })}>
        {active === undefined ? undefined : number(active)}
      </Figure>
      <Figure
        name={t('admin.headline.escalated')}
        look={status && status.escalated > 0 ? 'alarming' : undefined}
        more={t('admin.headline.now')}
      >
        {status && number(status.escalated)}
      </Figure>
      <Figure name={t('admin.activity.opened')} more={inRange}>
        {show(sum('opened'), number)}
      </Figure>
      <Figure name={t('admin.activity.resolved')} more={inRange}>
        {show(sum('resolved'), number)}
      </Figure>
      <Figure name={t('admin.sla.share')} more={inRange}>
        {kept === undefined ? undefined : kept === null ? '–' : percent(kept)}
      </Figure>
      <Figure name={t('admin.headline.average')} more={t('admin.headline.sinceFirst')}>
        {statistics && number(statistics.average_per_day, { maximumFractionDigits: 1 })}
      </Figure>
    </dl>
  );
}

function show(value: number | undefined, number: (value: number) => string): string | undefined {
  return value === undefined ? undefined : number(value);
}

function attainmentOfAll(reports: SlaReports): number | null {
  const all = Object.values(reports);
  return attainment({
    met: all.reduce((sum, report) => sum + report.met, 0),
    breached: all.reduce((sum, report) => sum + report.breached, 0),
  });
}

function Figure({
  name,
  more,
  look,
  children,
}: {
  name: string;
  more?: ReactNode;
  look?: string | undefined;
  children: string | undefined;
}) {
  return (
    <div className={look}>
      <dt>{name}</dt>
      <dd className="headline-value number">{children ?? <span className="quiet">…</span>}</dd>
      <dd className="quiet small">{more}</dd>
    </div>
  );
}
