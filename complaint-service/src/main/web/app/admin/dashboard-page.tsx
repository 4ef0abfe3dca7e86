import { useState } from 'react';
import { url } from '../api/http';
import type { Page as PageOf } from '../api/model';
import { invalidate, type Query, useQuery } from '../api/query';
import { Button } from '../design/button';
import { Segments } from '../design/field';
import { Page } from '../design/page';
import { useI18n } from '../i18n/i18n';
import { useSearch } from '../routing/location';
import { ActivityPlot, SERIES, SeriesSign, useDayNames } from './activity-plot';
import { ClassifierPlots } from './classifier-plots';
import { Distributions } from './distributions';
import { ExportDialog } from './export-dialog';
import { Headline } from './headline';
import type { ActivityOfDay, SlaReports, Statistics } from './model';
import { Plot } from './plot';
import { Promises } from './promises';

const RANGES = ['7', '30', '90'] as const;
type Range = (typeof RANGES)[number];

/** How the desk is doing: what came in and what became of it, and whether promises were kept. */
export default function DashboardPage() {
  const { t, time } = useI18n();
  const { parameters, change } = useSearch();
  const range = RANGES.find((each) => each === parameters.get('days')) ?? '30';
  const [exporting, setExporting] = useState(false);
  const statistics = useQuery<Statistics>('/api/complaints/stats');
  const activity = useQuery<PageOf<ActivityOfDay>>(url('/api/reports/activity', { days: range }));
  const reports = useQuery<SlaReports>(url('/api/reports/sla', { from: firstDay(Number(range)) }));
  const days = activity.data?.items;

  return (
    <Page
      title={t('nav.dashboard')}
      lead={
        <span role="status">
          {statistics.data ? t('admin.dashboard.asOf', { time: time(statistics.data.as_of) }) : t('state.loading')}
        </span>
      }
      actions={
        <>
          <Segments<Range>
            legend={t('admin.dashboard.range')}
            hideLegend
            small
            name="days"
            value={range}
            options={RANGES.map((value) => ({ value, label: t('admin.dashboard.days', { count: Number(value) }) }))}
            onChoose={(value) => change({ days: value === '30' ? null : value })}
          />
          <Button small icon="history" onClick={() => invalidate(isShownHere)}>
            {t('admin.dashboard.renew')}
          </Button>
          <Button small icon="download" onClick={() => setExporting(true)}>
            {t('admin.export.title')}
          </Button>
        </>
      }
    >
      <Headline statistics={statistics.data} days={days} reports={reports.data} range={Number(range)} />
      <Activity days={days} range={Number(range)} query={activity} />
      <div className="plots">
        <Distributions query={statistics} />
      </div>
      <div className="plots">
        <Promises query={reports} range={Number(range)} />
      </div>
      <div className="plots">
        <ClassifierPlots />
      </div>
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
    </Page>
  );
}

function isShownHere(key: string): boolean {
  return /^\/api\/(complaints\/stats|reports|classify\/usage)/.test(key);
}

/** The first of the last days, today included, as activity counts them: in UTC. */
function firstDay(days: number): string {
  return new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
}

function Activity({ days, range, query }: { days: ActivityOfDay[] | undefined; range: number; query: Query<unknown> }) {
  const { t, number } = useI18n();
  const names = useDayNames();
  return (
    <Plot
      title={t('admin.activity.title')}
      note={
        <span className="legend">
          {SERIES.map((series) => (
            <span key={series}>
              <SeriesSign series={series} /> {t(`admin.activity.${series}`)}
            </span>
          ))}
          <span>{t('admin.activity.utc')}</span>
        </span>
      }
      figures={
        days
          ? {
              columns: [t('admin.activity.day'), ...SERIES.map((series) => t(`admin.activity.${series}`))],
              rows: [...days].reverse().map((day) => [names.medium(day.day), ...SERIES.map((each) => number(day[each]))]),
            }
          : null
      }
      empty={
        days?.every((day) => day.opened + day.resolved + day.escalated === 0)
          ? t('admin.activity.empty', { count: range })
          : null
      }
      problem={query.problem}
      onRetry={query.reload}
      height={248}
    >
      {() => days && <ActivityPlot days={days} />}
    </Plot>
  );
}
