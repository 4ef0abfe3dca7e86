import type { Complaint } from '../api/model';
import { useQuery } from '../api/query';
import { Skeleton } from '../design/states';
import { useI18n } from '../i18n/i18n';
import { Countdown, formatSpan } from './clock';
import type { SlaExplanation, SlaInterval } from './model';

/** The clock, and what it has done since it started: why something is due when it is. */
export function SlaPanel({ complaint }: { complaint: Complaint }) {
  const i18n = useI18n();
  const { t, dateTime } = i18n;
  const { data: sla, problem } = useQuery<SlaExplanation>(`/api/sla/${complaint.id}/explain`);
  if (!sla) {
    return problem ? <p className="quiet small">{t('desk.sla.unknown')}</p> : <Skeleton lines={2} />;
  }
  const counted = sla.intervals.filter((each) => each.counted).reduce((sum, each) => sum + lengthOf(each), 0);
  return (
    <div className="stack sla-panel">
      <p className="row apart">
        <span>{sla.next ? t(`desk.sla.next.${sla.next}`) : t(`desk.sla.state.${sla.state}`)}</span>
        <Countdown sla={sla} />
      </p>
      <Strip intervals={sla.intervals} />
      <dl className="facts">
        <dt>{t('desk.sla.started')}</dt>
        <dd className="small">{dateTime(sla.started_at)}</dd>
        {sla.due_at && (
          <>
            <dt>{t('desk.sla.due')}</dt>
            <dd className="small">{dateTime(sla.due_at)}</dd>
          </>
        )}
        <dt>{t('desk.sla.counted')}</dt>
        <dd className="small number">{formatSpan(counted, i18n)}</dd>
        {sla.level > 0 && (
          <>
            <dt>{t('desk.sla.level')}</dt>
            <dd className="small number">{sla.level}</dd>
          </>
        )}
      </dl>
      <details>
        <summary className="small">{t('desk.sla.explain')}</summary>
        <ol className="intervals small">
          {sla.intervals.map((interval) => (
            <li key={interval.from} className={interval.counted ? 'counted' : undefined}>
              <span>
                <b>{t(`desk.sla.reason.${interval.reason}`)}</b>
                {interval.event && <span className="quiet"> · {t(`desk.sla.event.${interval.event}`)}</span>}
              </span>
              <span className="quiet number">
                {dateTime(interval.from)} · {formatSpan(lengthOf(interval), i18n)}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

function lengthOf({ from, to }: SlaInterval): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

/** The intervals to scale; the list below says the same in words. */
function Strip({ intervals }: { intervals: readonly SlaInterval[] }) {
  return (
    <div className="strip" aria-hidden="true">
      {intervals.map((interval) => (
        <i
          key={interval.from}
          className={interval.counted ? 'counted' : interval.reason}
          style={{ flexGrow: Math.max(1, lengthOf(interval) / 1000) }}
        />
      ))}
    </div>
  );
}
