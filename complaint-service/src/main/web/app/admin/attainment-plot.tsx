import { PRIORITIES } from '../api/model';
import { PriorityMark } from '../design/chips';
import { useI18n } from '../i18n/i18n';
import type { SlaReport, SlaReports } from './model';

const MOST_URGENT_FIRST = [...PRIORITIES].reverse();

/** The share of promises that were kept; null when there was none to keep. */
export function attainment({ met, breached }: Pick<SlaReport, 'met' | 'breached'>): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

/** Of each priority the kept promises, and beside them, hatched, the broken ones. */
export function AttainmentPlot({ reports }: { reports: SlaReports }) {
  const { t, percent, number } = useI18n();
  return (
    <ul className="bars">
      {MOST_URGENT_FIRST.map((priority) => {
        const report = reports[priority];
        const share = attainment(report);
        return (
          <li key={priority}>
            <span className="bars-label">
              <PriorityMark priority={priority} />
            </span>
            <span className="bars-value number">
              {share === null ? (
                <span className="quiet">{t('admin.sla.none')}</span>
              ) : (
                <>
                  <b>{percent(share)}</b>{' '}
                  <span className="quiet">
                    {t('admin.sla.of', { met: number(report.met), all: number(report.met + report.breached) })}
                  </span>
                </>
              )}
            </span>
            <svg width="100%" height="8" aria-hidden="true" focusable="false" className="attainment">
              <defs>
                <pattern id={`hatch-${priority}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect width="3" height="6" />
                </pattern>
              </defs>
              <rect className="track" width="100%" height="8" />
              {share !== null && (
                <>
                  <rect className="met" width={`${100 * share}%`} height="8" />
                  <rect
                    className="breached"
                    x={`${100 * share}%`}
                    width={`${100 * (1 - share)}%`}
                    height="8"
                    fill={`url(#hatch-${priority})`}
                  />
                </>
              )}
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
