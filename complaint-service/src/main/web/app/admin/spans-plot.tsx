import { PRIORITIES, type Priority } from '../api/model';
import { PriorityMark } from '../design/chips';
import { useI18n } from '../i18n/i18n';
import { brief } from './durations';
import type { Percentiles } from './model';
import { logarithmic, spans } from './scales';
import { useWidth } from './use-width';

const MOST_URGENT_FIRST = [...PRIORITIES].reverse();
const HEIGHT = 24;
const EDGE = 8;
const LABEL_WIDTH = 64;
/** The last one ends at its tick. */
const LAST_LABEL_WIDTH = 88;

/** How long something took: of each priority the median, and how far nine tenths and all but a hundredth went. */
export function SpansPlot({ of }: { of: Record<Priority, Percentiles> }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { frame, width } = useWidth<HTMLUListElement>();
  const values = MOST_URGENT_FIRST.flatMap((priority) => Object.values(of[priority])).filter((value) => value !== null);
  const domain = spans(values.length > 0 ? values : [1, 3_600]);
  const x = (seconds: number) => EDGE + logarithmic(seconds, domain) * (width - 2 * EDGE);
  const named = thin(domain, x);
  return (
    <ul className="bars spans" ref={frame}>
      {MOST_URGENT_FIRST.map((priority) => {
        const { p50, p90, p99 } = of[priority];
        return (
          <li key={priority}>
            <span className="bars-label">
              <PriorityMark priority={priority} />
            </span>
            <span className="bars-value number">
              {p50 === null ? (
                <span className="quiet">{t('admin.spans.none')}</span>
              ) : (
                <>
                  <b>{brief(p50, i18n)}</b>
                  {p90 !== null && (
                    <span className="quiet"> {t('admin.spans.most', { span: brief(p90, i18n) })}</span>
                  )}
                </>
              )}
            </span>
            {width > 0 && (
              <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
                <line className="grid" x1={EDGE} x2={width - EDGE} y1={12} y2={12} />
                {domain.map((span) => (
                  <line key={span} className="grid" x1={x(span)} x2={x(span)} y1={8} y2={16} />
                ))}
                {p50 !== null && p90 !== null && p99 !== null && (
                  <>
                    <line className="range faint" x1={x(p90)} x2={x(p99)} y1={12} y2={12} />
                    <line className="range" x1={x(p50)} x2={x(p90)} y1={12} y2={12} />
                    <circle className="median" cx={x(p50)} cy={12} r={6} />
                    <path className="most" d={`M${x(p90)} 6v12`} />
                  </>
                )}
              </svg>
            )}
          </li>
        );
      })}
      {width > 0 && (
        <li aria-hidden="true">
          <svg width={width} height={20} focusable="false">
            {domain.map((span, index) => {
              return (
                named.includes(span) && (
                  <text
                    key={span}
                    className="axis"
                    x={x(span)}
                    y={14}
                    textAnchor={index === 0 ? 'start' : index === domain.length - 1 ? 'end' : 'middle'}
                  >
                    {brief(span, i18n)}
                  </text>
                )
              );
            })}
          </svg>
        </li>
      )}
    </ul>
  );
}

/** Those of the ticks whose names have room: the first, the last, and what fits between. */
function thin(domain: readonly number[], x: (seconds: number) => number): number[] {
  const last = domain.at(-1) ?? 0;
  const kept: number[] = [];
  for (const span of domain) {
    const before = kept.at(-1);
    const fits = before === undefined || x(span) - x(before) >= LABEL_WIDTH;
    if (span === last || (fits && x(last) - x(span) >= LAST_LABEL_WIDTH)) {
      kept.push(span);
    }
  }
  return kept;
}
