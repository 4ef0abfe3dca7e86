import { useState } from 'react';
import { url } from '../api/http';
import { CATEGORIES, PRIORITIES, STATUSES } from '../api/model';
import { invalidate, useQuery } from '../api/query';
import type { Page as PageOf } from '../api/model';
import { Button } from '../design/button';
import { PriorityMark, StatusChip } from '../design/chips';
import { Segments } from '../design/field';
import { Page } from '../design/page';
import { useI18n } from '../i18n/i18n';
import { useSearch } from '../routing/location';
import { ActivityPlot, SERIES, SeriesSign, useDayNames } from './activity-plot';
import { AttainmentPlot, attainment } from './attainment-plot';
import { Bars } from './bars';
import { ClassifierPlots } from './classifier-plots';
import { brief } from './durations';
import { ExportDialog } from './export-dialog';
import { Headline } from './headline';
import type { ActivityOfDay, Percentiles, SlaReports, Statistics } from './model';
import { Plot } from './plot';
import { SpansPlot } from './spans-plot';

const RANGES = ['7', '30', '90'] as const;
type Range = (typeof RANGES)[number];
const MOST_URGENT_FIRST = [...PRIORITIES].reverse();

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

type Query<T> = ReturnType<typeof useQuery<T>>;

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

function Distributions({ query }: { query: Query<Statistics> }) {
  const { t, number, percent } = useI18n();
  const { data, problem, reload } = query;
  const total = data?.total ?? 0;
  const common = { problem, onRetry: reload, readable: true, empty: data && total === 0 ? t('admin.none') : null };
  const columns = (name: string) => [name, t('admin.column.complaints'), t('admin.column.share')];
  const row = (name: string, count: number) => [name, number(count), percent(total === 0 ? 0 : count / total)];
  return (
    <>
      <Plot
        title={t('admin.byStatus')}
        {...common}
        figures={
          data
            ? { columns: columns(t('admin.column.status')), rows: STATUSES.map((each) => row(t(`status.${each}`), data.by_status[each])) }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={STATUSES.map((status) => ({
                key: status,
                label: <StatusChip status={status} />,
                value: data.by_status[status],
                look: `look-${status}`,
                to: `/desk?status=${status}`,
              }))}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.byCategory')}
        {...common}
        figures={
          data
            ? {
                columns: columns(t('complaint.category')),
                rows: CATEGORIES.map((each) => row(t(`category.${each}`), data.by_category[each])),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={CATEGORIES.map((category) => ({
                key: category,
                label: t(`category.${category}`),
                value: data.by_category[category],
                to: `/desk?status=any&category=${category}`,
              }))}
            />
          )
        }
      </Plot>
      <Plot
        title={t('admin.byPriority')}
        {...common}
        figures={
          data
            ? {
                columns: columns(t('complaint.priority')),
                rows: MOST_URGENT_FIRST.map((each) => row(t(`priority.${each}`), data.by_priority[each])),
              }
            : null
        }
      >
        {() =>
          data && (
            <Bars
              of={total}
              bars={MOST_URGENT_FIRST.map((priority) => ({
                key: priority,
                label: <PriorityMark priority={priority} />,
                value: data.by_priority[priority],
                look: `look-${priority}`,
                to: `/desk?status=any&priority=${priority}`,
              }))}
            />
          )
        }
      </Plot>
    </>
  );
}

function Promises({ query, range }: { query: Query<SlaReports>; range: number }) {
  const i18n = useI18n();
  const { t, number, percent } = i18n;
  const { data, problem, reload } = query;
  const common = { problem, onRetry: reload, readable: true };
  const spansOf = (of: (percentiles: SlaReports[keyof SlaReports]) => Percentiles) =>
    data && {
      columns: [t('complaint.priority'), t('admin.spans.p50'), t('admin.spans.p90'), t('admin.spans.p99')],
      rows: MOST_URGENT_FIRST.map((priority) => {
        const { p50, p90, p99 } = of(data[priority]);
        return [t(`priority.${priority}`), ...[p50, p90, p99].map((p) => (p === null ? '–' : brief(p, i18n)))];
      }),
    };
  return (
    <>
      <Plot
        title={t('admin.sla.title')}
        note={t('admin.sla.note', { count: range })}
        {...common}
        figures={
          data
            ? {
                columns: [t('complaint.priority'), t('admin.sla.met'), t('admin.sla.breached'), t('admin.sla.share')],
                rows: MOST_URGENT_FIRST.map((priority) => {
                  const share = attainment(data[priority]);
                  const { met, breached } = data[priority];
                  return [t(`priority.${priority}`), number(met), number(breached), share === null ? '–' : percent(share)];
                }),
              }
            : null
        }
      >
        {() => data && <AttainmentPlot reports={data} />}
      </Plot>
      <Plot
        title={t('admin.response.title')}
        note={t('admin.spans.note')}
        {...common}
        figures={spansOf((report) => report.first_response) ?? null}
      >
        {() => data && <SpansPlot of={pick(data, 'first_response')} />}
      </Plot>
      <Plot
        title={t('admin.resolution.title')}
        note={t('admin.spans.note')}
        {...common}
        figures={spansOf((report) => report.resolution) ?? null}
      >
        {() => data && <SpansPlot of={pick(data, 'resolution')} />}
      </Plot>
    </>
  );
}

function pick(reports: SlaReports, name: 'first_response' | 'resolution') {
  return {
    low: reports.low[name],
    medium: reports.medium[name],
    high: reports.high[name],
    critical: reports.critical[name],
  };
}
