import { PRIORITIES } from '../api/model';
import type { Query } from '../api/query';
import { useI18n } from '../i18n/i18n';
import { AttainmentPlot, attainment } from './attainment-plot';
import { brief } from './durations';
import type { Percentiles, SlaReports } from './model';
import { Plot } from './plot';
import { SpansPlot } from './spans-plot';

const MOST_URGENT_FIRST = [...PRIORITIES].reverse();

/** Whether promises were kept, and how long answers and resolutions took. */
export function Promises({ query, range }: { query: Query<SlaReports>; range: number }) {
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
