import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { useI18n } from '../i18n/i18n';
import type { ActivityOfDay } from './model';
import { ticks } from './scales';
import { useWidth } from './use-width';

export const SERIES = ['opened', 'resolved', 'escalated'] as const;
type Series = (typeof SERIES)[number];

const HEIGHT = 248;
const TOP = 16;
const BOTTOM = 32;
const LEFT = 40;
const RIGHT = 16;
const LABEL_WIDTH = 72;
/** Marks on the lines that are nearer to each other than this would touch. */
const MARK_WIDTH = 12;

/** A sign of its own for each line, so that colour is not all that tells them apart. */
function Sign({ series, x, y }: { series: Series; x: number; y: number }) {
  switch (series) {
    case 'opened':
      return <circle cx={x} cy={y} r={4} />;
    case 'resolved':
      return <rect x={x - 3.5} y={y - 3.5} width={7} height={7} />;
    case 'escalated':
      return <path d={`M${x} ${y - 5}l5 9h-10z`} />;
  }
}

export function useDayNames() {
  const { locale } = useI18n();
  return useMemo(() => {
    const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const medium = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
    const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
    return {
      short: (day: string) => short.format(new Date(day)),
      medium: (day: string) => medium.format(new Date(day)),
      long: (day: string) => long.format(new Date(day)),
    };
  }, [locale]);
}

/** Three lines over the days. The days are reached by pointing, or by the arrow keys as on any slider. */
export function ActivityPlot({ days }: { days: readonly ActivityOfDay[] }) {
  const { t, number } = useI18n();
  const names = useDayNames();
  const { frame, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const levels = ticks(Math.max(...days.flatMap((day) => SERIES.map((series) => day[series]))));
  const top = levels.at(-1) ?? 1;
  const step = (width - LEFT - RIGHT) / days.length;
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const last = days.length - 1;
  const shown = at === null ? undefined : days[at];
  const say = (day: ActivityOfDay) =>
    `${names.long(day.day)}: ${SERIES.map((series) => `${t(`admin.activity.${series}`)} ${number(day[series])}`).join(', ')}`;

  const point = (event: PointerEvent<HTMLElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAt(Math.min(last, Math.max(0, Math.floor((left - LEFT) / step))));
  };
  const move = (event: KeyboardEvent) => {
    const now = at ?? last;
    const targets: Record<string, number> = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - 7,
      PageUp: now + 7,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setAt(Math.min(last, Math.max(0, target)));
    }
  };

  return (
    <div
      ref={frame}
      className="activity"
      role="slider"
      tabIndex={0}
      aria-label={t('admin.activity.days')}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={say(days[at ?? last] ?? { day: '', opened: 0, resolved: 0, escalated: 0 })}
      onKeyDown={move}
      onFocus={() => setAt((before) => before ?? last)}
      onBlur={() => setAt(null)}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => document.activeElement !== event.currentTarget && setAt(null)}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
          {levels.map((level) => (
            <g key={level} className="axis">
              <line x1={LEFT} x2={width - RIGHT} y1={y(level)} y2={y(level)} />
              <text x={LEFT - 8} y={y(level) + 4} textAnchor="end">
                {number(level)}
              </text>
            </g>
          ))}
          {days.map(
            (day, index) =>
              (last - index) % every === 0 && (
                <text
                  key={day.day}
                  className="axis"
                  x={index === last ? Math.min(x(index), width - RIGHT - 20) : x(index)}
                  y={HEIGHT - 8}
                  textAnchor="middle"
                >
                  {names.short(day.day)}
                </text>
              ),
          )}
          {at !== null && <line className="cross" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
          {SERIES.map((series) => (
            <g key={series} className={`series ${series}`}>
              <polyline points={days.map((day, index) => `${x(index)},${y(day[series])}`).join(' ')} />
              {days.map(
                (day, index) =>
                  (step >= MARK_WIDTH || index === at) && (
                    <Sign key={day.day} series={series} x={x(index)} y={y(day[series])} />
                  ),
              )}
            </g>
          ))}
        </svg>
      )}
      {shown && at !== null && (
        <div className={x(at) > width / 2 ? 'tip left' : 'tip'} style={{ left: x(at) }} aria-hidden="true">
          <b>{names.medium(shown.day)}</b>
          {SERIES.map((series) => (
            <span key={series}>
              <SeriesSign series={series} /> {t(`admin.activity.${series}`)}
              <b className="number">{number(shown[series])}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** What a line looks like, for legends. */
export function SeriesSign({ series }: { series: Series }) {
  return (
    <svg className={`series ${series}`} width={24} height={12} aria-hidden="true" focusable="false">
      <polyline points="0,6 24,6" />
      <Sign series={series} x={12} y={6} />
    </svg>
  );
}
